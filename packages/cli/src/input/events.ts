import { streamOf } from '@kpi-ledger/core'
import { alternatives, subjectOf } from '@kpi-ledger/core/unstable'
import {
  eventAbout,
  eventKnown,
  eventsInWords,
  type AsAt,
  type EventInWords,
} from '@kpi-ledger/projections'
import * as E from 'fp-ts/Either'
import type { Context } from '../command/command'
import { badInput, type Failure } from '../failure'
import { inWords } from './asking'
import { noSuchContract } from './no-such-contract'
import type { OpenedStore } from './store'
import { storeFailure } from '../store-failure'

/** Which events to read, and as known at what time. */
export interface EventsWanted {
  /** The contract's id. */
  readonly contract: string
  /** Only events about this KPI; null for all. */
  readonly kpi: string | null
  /** The point in time that is asked about. */
  readonly asAt: AsAt
}

/** The progress of reading a contract's stream. */
class Reading {
  /** Number of events of the contract. */
  size = 0
  /** Number of events about the requested KPI, whether known then or not. */
  about = 0
  /** The KPIs that events are about. */
  readonly kpis = new Set<string>()
  failure: Failure | null = null

  constructor(
    private readonly store: OpenedStore,
    private readonly wanted: EventsWanted,
  ) {}

  /** The matching events, in pages as they are read. */
  async *pages(): AsyncGenerator<ReadonlyArray<EventInWords>> {
    const { contract, kpi, asAt } = this.wanted
    const [about, known, inWords] = [eventAbout(kpi), eventKnown(asAt), eventsInWords()]
    for await (const page of this.store.reader.read(streamOf(contract))) {
      if (E.isLeft(page)) {
        this.failure = storeFailure(this.store.file)(page.left)
        return
      }
      this.size += page.right.length
      for (const { kpi: named } of page.right.map(subjectOf))
        if (named !== undefined) this.kpis.add(named)
      // Each must see all events in order, since a withdrawal counts as the event it withdraws.
      const found: Array<EventInWords> = []
      for (const event of page.right) {
        const [isAbout, isKnown] = [about(event), known(event)]
        if (isAbout) this.about++
        if (!isKnown) continue
        const said = inWords(event)
        if (isAbout) found.push(said)
      }
      yield found
    }
  }
}

/** Why nothing was printed once everything was read; null if something was. */
const whyNone = async (
  { failure, size, about, kpis }: Reading,
  { contract, kpi, asAt: { revision } }: EventsWanted,
  store: OpenedStore,
): Promise<E.Either<Failure, null>> => {
  if (failure !== null) return E.left(failure)
  if (size === 0) return noSuchContract(store, contract)
  if (about === 0 && kpi !== null)
    return E.left(
      badInput(
        `no KPI ${JSON.stringify(kpi)} in contract "${contract}"${alternatives(kpi, [...kpis])}`,
      ),
    )
  return revision !== null && revision >= size
    ? inWords(E.left({ _tag: 'NoSuchRevision', revision, size }))
    : E.right(null)
}

/**
 * The events of a contract as they are read: printing starts before everything is read, as soon as
 * there is an answer. Fails if there is no such contract, KPI or revision; a later error ends the
 * events and is the failure of the command.
 */
export const openEvents = async (
  context: Context,
  store: OpenedStore,
  wanted: EventsWanted,
): Promise<E.Either<Failure, AsyncIterable<EventInWords>>> => {
  const reading = new Reading(store, wanted)
  const pages = reading.pages()
  const first: Array<EventInWords> = []
  const isSure = (): boolean => first.length > 0 && reading.size > (wanted.asAt.revision ?? -1)
  for (let next = await pages.next(); next.done !== true; next = await pages.next()) {
    for (const event of next.value) first.push(event)
    if (isSure()) break
  }
  const none = isSure() ? E.right(null) : await whyNone(reading, wanted, store)
  if (E.isLeft(none)) return none
  const events = async function* (): AsyncGenerator<EventInWords> {
    yield* first
    for await (const page of pages) yield* page
    if (reading.failure !== null) context.fail(reading.failure)
  }
  return E.right(events())
}
