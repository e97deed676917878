import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { decodeLine, type RecordedEvent, type StoreError } from '@kpi-ledger/core'
import type { Batch, Batches } from '@kpi-ledger/core/store'
import { toNewEvent } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import { caughtFileError, describeFileError } from '../file-error'
import { LineSplitter, type Line } from './lines'

const CHUNK_BYTES = 256 * 1024
const MOST_EVENTS = 256

const decode = decodeLine()

/** A ledger file whose lines were found valid, to be read again to append its events. */
export interface ReadBefore {
  /** The path of the file. */
  readonly path: string
  /** The SHA-256 of its bytes at the time. */
  readonly sha256: string
  /** How many events of a stream to skip. */
  readonly held: (stream: string) => number
  /** Called after each batch with the number of its events. */
  readonly onBatch: (events: number) => void
}

const changed = (path: string): E.Either<StoreError, never> =>
  E.left({
    _tag: 'Unavailable',
    reason: `${path}: it was written to while it was imported; nothing was imported`,
  })

/** Consecutive events of one stream. */
class Run {
  private events: Array<RecordedEvent> = []

  /** Whether an event can be added to those before it. */
  takes({ stream }: RecordedEvent): boolean {
    const [first] = this.events
    return first === undefined || (first.stream === stream && this.events.length < MOST_EVENTS)
  }

  add(event: RecordedEvent): void {
    this.events.push(event)
  }

  /** Takes the events as a batch; null if there are none. */
  batch(): Batch | null {
    const { events } = this
    const [first] = events
    if (first === undefined) return null
    this.events = []
    const { stream, revision } = first
    const expected = revision === 0 ? 'no-stream' : revision - 1
    return { stream, events: events.map(toNewEvent), expected }
  }
}

/** The lines of a file, read synchronously. */
function* linesIn(
  path: string,
  see: (chunk: Uint8Array) => void,
): Generator<E.Either<unknown, ReadonlyArray<Line>>> {
  const file = openSync(path, 'r')
  try {
    const splitter = new LineSplitter()
    for (;;) {
      const chunk = new Uint8Array(CHUNK_BYTES)
      const length = readSync(file, chunk)
      if (length === 0) break
      see(chunk.subarray(0, length))
      yield* splitter.take(chunk.subarray(0, length))
    }
    yield* splitter.end()
  } finally {
    closeSync(file)
  }
}

function* batchesIn({
  path,
  sha256,
  held,
  onBatch,
}: ReadBefore): Generator<E.Either<StoreError, Batch>> {
  const hash = createHash('sha256')
  const run = new Run()
  let passed = 0
  const next = (): ReadonlyArray<E.Either<StoreError, Batch>> => {
    const batch = run.batch()
    if (batch === null) return []
    passed += batch.events.length
    onBatch(passed)
    return [E.right(batch)]
  }
  for (const lines of linesIn(path, (chunk) => hash.update(chunk))) {
    const events = E.isLeft(lines) ? [lines] : lines.right.map(({ text }) => decode(text))
    for (const event of events) {
      if (E.isLeft(event)) {
        yield changed(path)
        return
      }
      const { stream, revision } = event.right
      if (revision < held(stream)) continue
      if (!run.takes(event.right)) yield* next()
      run.add(event.right)
    }
  }
  yield* next()
  // This comes last, so nothing is kept if it is an error.
  if (hash.digest('hex') !== sha256) yield changed(path)
}

/**
 * The events of a ledger file as batches in file order, to be appended all or nothing; the last
 * item is an error if the file's bytes have changed. Keeps only one batch and one chunk of the file
 * in memory.
 */
export const readAgain = (before: ReadBefore): Batches => ({
  *[Symbol.iterator]() {
    try {
      yield* batchesIn(before)
    } catch (error) {
      const reason = describeFileError(before.path, caughtFileError(error))
      yield E.left({ _tag: 'Unavailable', reason })
    }
  },
})
