import { collect, streamOf, type DecodeError, type RecordedEvent } from '@kpi-ledger/core'
import type { EventReader } from '@kpi-ledger/core/store'
import {
  Identifier,
  KPIReference,
  struct,
  subjectOf,
  type Envelope,
} from '@kpi-ledger/core/unstable'
import { eventAbout, eventKnown, now, type AsAt } from '@kpi-ledger/projections'
import * as E from 'fp-ts/Either'
import type { LedgerError } from './error'
import { asAtOptions, readAsAt, type AsAtOptions } from './questions/as-at'
import { decodeAsked } from './questions/question'
import { envelopesOf } from './record'

/** Options for the events of a contract. */
export interface HistoryOptions extends AsAtOptions {
  /** Only events about this KPI. */
  readonly kpi?: string | undefined
}

const HistoryQuestion = struct(
  'a question for a history',
  { contract: Identifier },
  { kpi: KPIReference, ...asAtOptions },
)

/** The decoded options for events. */
interface Wanted {
  readonly contract: string
  readonly kpi: string | undefined
  readonly asAt: AsAt
}

/** Decodes the options for events. */
export const readWanted = (contract: unknown, options: unknown): E.Either<DecodeError, Wanted> => {
  const asked = decodeAsked(HistoryQuestion, contract, options)
  if (E.isLeft(asked)) return asked
  return E.map((asAt: AsAt) => ({ contract: asked.right.contract, kpi: asked.right.kpi, asAt }))(
    readAsAt(asked.right),
  )
}

/** The KPIs that events are about, in the order in which they first occur. */
const kpisIn = (events: ReadonlyArray<RecordedEvent>): ReadonlyArray<string> => [
  ...new Set(events.flatMap((event) => subjectOf(event).kpi ?? [])),
]

/**
 * The events of a contract as they are stored, in recorded order, as known at a point in time
 * (M21).
 */
export const eventsIn = async (
  reader: EventReader,
  { contract, kpi, asAt }: Wanted,
): Promise<E.Either<LedgerError, ReadonlyArray<Envelope>>> => {
  const read = await collect(reader.read(streamOf(contract)))()
  if (E.isLeft(read)) return read
  const size = read.right.length
  if (size === 0) return E.left({ _tag: 'NoSuchContract' })
  const { revision } = asAt
  if (revision !== null && revision >= size)
    return E.left({ _tag: 'NoSuchRevision', revision, size })
  const [about, known] = [eventAbout(kpi ?? null), eventKnown(asAt)]
  const events = read.right.map((event) => ({
    event,
    isAbout: about(event),
    isKnown: known(event),
  }))
  if (kpi !== undefined && !events.some(({ isAbout }) => isAbout))
    return E.left({ _tag: 'KPINotKnown', kpi, kpis: kpisIn(read.right), asAt: now })
  return E.right(
    envelopesOf(
      events.flatMap(({ event, isAbout, isKnown }) => (isAbout && isKnown ? [event] : [])),
    ),
  )
}
