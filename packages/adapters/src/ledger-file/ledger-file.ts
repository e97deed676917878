import { collect, type RecordedEvent } from '@kpi-ledger/core'
import type {
  EventFilter,
  EventReader,
  Pages,
  Position,
  Positioned,
  ReadAllOptions,
  ReadOptions,
} from '@kpi-ledger/core/store'
import { formatPosition } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import { matches, matchesStream } from '../filter'
import { admission, type Examine } from './admission'
import { streamOnLine } from './line-stream'
import { takeFile } from './take-lines'

/**
 * Reads the events of a ledger file in order, in pages. Every line must decode, have a new id and
 * be an event that its contract could have recorded next. The first line that is not, or that
 * `examine` objects to, ends the pages with `Corrupt`, with its line number. A file that cannot be
 * read is `Unavailable`. All its bytes are shown to `see`.
 */
export const readLedgerFile = (
  path: string,
  examine?: Examine,
  see?: (chunk: Uint8Array) => void,
): Pages<RecordedEvent> => takeFile(path, admission(examine), see)

/**
 * The event of every line in order, or null if the line is of an unwanted stream. Such lines are
 * not checked, so that faults in one contract do not end readings of another. All events of a
 * wanted stream are read, whatever their types, since each is judged by those before it.
 */
const readStreams = (
  path: string,
  filter: EventFilter | undefined,
): Pages<RecordedEvent | null> => {
  const admitLine = admission()
  if (filter?.streams === undefined) return takeFile(path, admitLine)
  return takeFile<RecordedEvent | null>(path, (line) => {
    const stream = streamOnLine(line.text)
    return stream === null || matchesStream(filter, stream) ? admitLine(line) : E.right(null)
  })
}

async function* ofStream(path: string, stream: string): Pages<RecordedEvent> {
  for await (const page of readStreams(path, { streams: [stream] }))
    yield E.map((events: ReadonlyArray<RecordedEvent | null>) =>
      events.filter((event) => event !== null),
    )(page)
}

async function* readForwards(
  path: string,
  stream: string,
  { from = 0, limit = Infinity }: ReadOptions,
): Pages<RecordedEvent> {
  const start = Math.max(from, 0)
  const end = start + limit
  for await (const page of ofStream(path, stream)) {
    yield E.map((events: ReadonlyArray<RecordedEvent>) =>
      events.filter(({ revision }) => revision >= start && revision < end),
    )(page)
  }
}

async function* readBackwards(
  path: string,
  stream: string,
  { from = Infinity, limit = Infinity }: ReadOptions,
): Pages<RecordedEvent> {
  const events = await collect(ofStream(path, stream))()
  yield E.map((all: ReadonlyArray<RecordedEvent>) =>
    all
      .filter(({ revision }) => revision <= from)
      .reverse()
      .slice(0, limit),
  )(events)
}

const indexAfter = (after: Position | undefined): number => {
  if (after === undefined) return 0
  return after.kind === 'store' && /^\d{1,15}$/.test(after.at) ? Number(after.at) + 1 : NaN
}

async function* readAll(path: string, { after, filter }: ReadAllOptions): Pages<Positioned> {
  const start = indexAfter(after)
  if (Number.isNaN(start)) {
    const reason = 'it is not a position of a ledger file'
    yield E.left({ _tag: 'NotSupported', operation: 'reading from this position', reason })
    return
  }
  let index = 0
  for await (const page of readStreams(path, filter)) {
    if (E.isLeft(page)) {
      yield page
      return
    }
    const events: Array<Positioned> = []
    for (const event of page.right) {
      if (event !== null && index >= start && matches(filter, event))
        events.push({ event, position: { kind: 'store', at: String(index) } })
      index++
    }
    yield E.right(events)
  }
  if (after !== undefined && index < start)
    yield E.left({ _tag: 'BeyondEnd', position: formatPosition(after) })
}

/** A read-only store on a ledger file. */
export const ledgerFile = (path: string): EventReader => ({
  read: (stream, options = {}) =>
    options.direction === 'backwards'
      ? readBackwards(path, stream, options)
      : readForwards(path, stream, options),
  readAll: (options = {}) => readAll(path, options),
})
