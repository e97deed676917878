import type { EventFilter } from '@kpi-ledger/core/store'

/** What a filter examines, which is known before an event is decoded. */
export interface Kind {
  /** Name of the stream. */
  readonly stream: string
  /** Type of the event. */
  readonly type: string
}

/** Whether events of a stream match a filter. */
export const matchesStream = ({ streams }: EventFilter = {}, stream: string): boolean =>
  streams === undefined || streams.includes(stream)

/** Whether an event matches a filter. */
export const matches = (filter: EventFilter = {}, { stream, type }: Kind): boolean =>
  matchesStream(filter, stream) && (filter.types === undefined || filter.types.includes(type))
