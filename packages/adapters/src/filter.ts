import type { EventFilter, RecordedEvent } from '@kpi-ledger/core'

/** Whether an event matches a filter. */
export const matches = (
  { streams, types }: EventFilter = {},
  { stream, type }: RecordedEvent,
): boolean =>
  (streams === undefined || streams.includes(stream)) &&
  (types === undefined || types.includes(type))
