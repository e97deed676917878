import { streamOf, type DomainEvent, type Metadata, type RecordedEvent } from '@kpi-ledger/core'
import { currentVersion, madeEvent, type Plain } from '@kpi-ledger/core/unstable'
import { defaultStart, defaultStepMs } from '../environment/fixed-clock'
import { instantAfter } from '../environment/instant'
import { uuidsOf } from '../environment/sequential-ids'

/**
 * An event as written in a test: its type and data, and only those fields of the envelope that
 * matter.
 */
export type EventFixture = Plain<DomainEvent> & {
  /** Its id; counted by default. */
  readonly id?: string
  /** When it is recorded; by default one step after the event before. */
  readonly recordedAt?: string
  /** Its metadata; none by default. */
  readonly metadata?: Metadata
}

/** When the events of a fixture are recorded. */
export interface RecordingOptions {
  /** When the first event is recorded; `2016-04-01T09:00:00.000Z` by default. */
  readonly start?: string
  /** Milliseconds from one event to the next; 1000 by default. */
  readonly stepMs?: number
}

/** Adds envelopes to a contract's events in order, as a ledger would. */
export const recorder = (
  contract: string,
  { start = defaultStart, stepMs = defaultStepMs }: RecordingOptions = {},
): ((event: EventFixture) => RecordedEvent) => {
  const idOf = uuidsOf(`events ${contract}`)
  const stream = streamOf(contract)
  let revision = 0
  let at = start
  return ({ id = idOf(revision), recordedAt = at, metadata, ...event }) => {
    at = instantAfter(recordedAt, stepMs)
    return madeEvent({
      ...event,
      id,
      stream,
      revision: revision++,
      version: currentVersion(event.type),
      recordedAt,
      ...(metadata === undefined ? {} : { metadata }),
    })
  }
}

/**
 * Events as they would be in a ledger: revisions from 0, ids counted within the contract, each
 * recorded one step after the one before. What an event specifies itself (`id`, `recordedAt`,
 * `metadata`) is kept; later events continue from its `recordedAt`. The same call gives the same
 * events.
 */
export const recorded = (
  contract: string,
  events: ReadonlyArray<EventFixture>,
  options?: RecordingOptions,
): ReadonlyArray<RecordedEvent> => {
  const record = recorder(contract, options)
  return events.map((event) => record(event))
}
