import * as E from 'fp-ts/lib/Either'

/** A line of a file: its number, counted from 1, and its text without the line end. */
export interface Line {
  readonly number: number
  readonly text: string
}

/** A line that is no text, or too much of it. */
export interface UnreadableLine {
  readonly _tag: 'UnreadableLine'
  readonly number: number
  readonly reason: string
}

const LINE_FEED = 0x0a
/** No event needs more; EventStoreDB takes no larger record either. */
const MAX_LINE_BYTES = 16 * 1024 * 1024

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

const decodeUtf8 = (bytes: Uint8Array): string | null => {
  try {
    return utf8.decode(bytes)
  } catch {
    return null
  }
}

const unreadable = (number: number, reason: string): E.Either<UnreadableLine, never> =>
  E.left({ _tag: 'UnreadableLine', number, reason })

const withoutCarriageReturn = (text: string): string =>
  text.endsWith('\r') ? text.slice(0, -1) : text

const toLines = (text: string, first: number): ReadonlyArray<Line> =>
  text.split('\n').map((line, i) => ({ number: first + i, text: withoutCarriageReturn(line) }))

/** Number of the first line of a block that is not UTF-8. */
const findBadLine = (block: Uint8Array, first: number): number => {
  let number = first
  for (let start = 0; ; number++) {
    const end = block.indexOf(LINE_FEED, start)
    if (end === -1 || decodeUtf8(block.subarray(start, end)) === null) return number
    start = end + 1
  }
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
 * Splits UTF-8 bytes into lines, a chunk's worth at a time, holding no more than one chunk and
 * one unfinished line. The last line may lack its line end. Ends at the first line that is not
 * UTF-8 or is longer than 16 MiB.
 */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<E.Either<UnreadableLine, ReadonlyArray<Line>>> {
  let number = 1
  let rest: Array<Uint8Array> = []
  let restLength = 0
  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(LINE_FEED)
    if (end === -1) {
      rest.push(chunk)
      restLength += chunk.length
    } else {
      const block = join([...rest, chunk.subarray(0, end)])
      rest = [chunk.subarray(end + 1)]
      restLength = chunk.length - end - 1
      const text = decodeUtf8(block)
      if (text === null) {
        yield unreadable(findBadLine(block, number), 'not UTF-8')
        return
      }
      const lines = toLines(text, number)
      number += lines.length
      yield E.right(lines)
    }
    if (restLength > MAX_LINE_BYTES) {
      yield unreadable(number, `longer than ${String(MAX_LINE_BYTES)} bytes`)
      return
    }
  }
  if (restLength === 0) return
  const text = decodeUtf8(join(rest))
  yield text === null ? unreadable(number, 'not UTF-8') : E.right([{ number, text }])
}
