import type { EventFilter, RecordedEvent } from '@kpi-ledger/core'

/** Whether a reader who set this filter wants to see the event. */
export const matches = (
  { streams, types }: EventFilter = {},
  { stream, type }: RecordedEvent,
): boolean =>
  (streams === undefined || streams.includes(stream)) &&
  (types === undefined || types.includes(type))
