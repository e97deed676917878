import type { RecordedEvent } from '@kpi-ledger/core'

/** An event by revision, type and id: enough to find it in a ledger file. */
export const citationOf = ({ revision, type, recordedAt, id }: RecordedEvent): string =>
  `revision ${revision}, ${type} recorded at ${recordedAt}, id ${id}`
