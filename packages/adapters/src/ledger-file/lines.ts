import { limits, textFromLine, whyNotUtf8 } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'

/** A line of a file: its number, counted from 1, and its text without the line ending. */
export interface Line {
  /** Number of the line, counted from 1. */
  readonly number: number
  /** The text, without the line ending. */
  readonly text: string
}

/** A line that is not UTF-8, or too long. */
export interface UnreadableLine {
  readonly _tag: 'UnreadableLine'
  /** Number of the line, counted from 1. */
  readonly number: number
  /** What is wrong with it. */
  readonly reason: string
}

const LINE_FEED = 0x0a

const unreadable = (number: number, reason: string): E.Either<UnreadableLine, never> =>
  E.left({ _tag: 'UnreadableLine', number, reason })

const withoutCarriageReturn = (text: string): string =>
  text.endsWith('\r') ? text.slice(0, -1) : text

const toLines = (text: string, first: number): ReadonlyArray<Line> =>
  text.split('\n').map((line, i) => ({ number: first + i, text: withoutCarriageReturn(line) }))

const TOO_LONG = `longer than ${String(limits.lineBytes)} bytes`

type Lines = E.Either<UnreadableLine, ReadonlyArray<Line>>

/** The lines of a block one by one, up to the first unreadable one. */
function* linesUntilUnreadable(block: Uint8Array, first: number): Generator<Lines> {
  const lines: Array<Line> = []
  for (let number = first, start = 0; start <= block.length; number++) {
    const found = block.indexOf(LINE_FEED, start)
    const end = found === -1 ? block.length : found
    const bytes = block.subarray(start, end)
    const isTooLong = bytes.length > limits.lineBytes
    const text = isTooLong ? null : textFromLine(number, bytes)
    if (text === null) {
      if (lines.length > 0) yield E.right(lines)
      yield unreadable(number, isTooLong ? TOO_LONG : whyNotUtf8(number, bytes))
      return
    }
    lines.push({ number, text: withoutCarriageReturn(text) })
    start = end + 1
  }
  yield E.right(lines)
}

/** The lines of a block of whole lines: all at once, unless one is unreadable. */
function* linesOf(block: Uint8Array, first: number): Generator<Lines> {
  const text = block.length > limits.lineBytes ? null : textFromLine(first, block)
  if (text === null) yield* linesUntilUnreadable(block, first)
  else yield E.right(toLines(text, first))
}

const join = (parts: ReadonlyArray<Uint8Array>): Uint8Array => {
  const [only] = parts
  if (only !== undefined && parts.length === 1) return only
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/**
 * Splits UTF-8 bytes into lines, a chunk's worth at a time, keeping at most one unfinished line
 * between chunks. The last line may lack its line ending. Ends at the first line that is not UTF-8
 * or is longer than 16 MiB; `isAtFault` then. A byte order mark is skipped.
 */
export class LineSplitter {
  private number = 1
  private rest: Array<Uint8Array> = []
  private restLength = 0
  isAtFault = false;

  /** The lines that end in a chunk. */
  *take(chunk: Uint8Array): Generator<Lines> {
    const end = chunk.lastIndexOf(LINE_FEED)
    if (end === -1) {
      this.rest.push(chunk)
      this.restLength += chunk.length
    } else {
      for (const lines of linesOf(join([...this.rest, chunk.subarray(0, end)]), this.number)) {
        this.isAtFault = E.isLeft(lines)
        if (E.isRight(lines)) this.number += lines.right.length
        yield lines
      }
      this.rest = [chunk.subarray(end + 1)]
      this.restLength = chunk.length - end - 1
    }
    if (this.isAtFault || this.restLength <= limits.lineBytes) return
    this.isAtFault = true
    yield unreadable(this.number, TOO_LONG)
  }

  /** The last line, if it lacks its line ending. */
  *end(): Generator<Lines> {
    if (this.isAtFault || this.restLength === 0) return
    const { number } = this
    const bytes = join(this.rest)
    const text = textFromLine(number, bytes)
    if (text === null) yield unreadable(number, whyNotUtf8(number, bytes))
    else if (number > 1 || text !== '') yield E.right([{ number, text }])
  }
}

/** The lines of chunks, as {@link LineSplitter} splits them. */
export async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Lines> {
  const splitter = new LineSplitter()
  for await (const chunk of chunks) {
    yield* splitter.take(chunk)
    if (splitter.isAtFault) return
  }
  yield* splitter.end()
}
