import type { EventType, RecordedEvent } from '@kpi-ledger/core'

/** Where what an event says comes from; which event, by whom, why. */
export interface Origin {
  readonly id: string
  readonly type: EventType
  readonly actor: string | null
  /** When the fact was reported in the world: an instant, or a date (M20). */
  readonly occurredAt: string | null
  /** Why a figure was corrected, a target revised or a KPI retired. */
  readonly reason: string | null
}

/** What a history keeps of an event beside the fact itself. */
export const originOf = ({ id, type, data, metadata }: RecordedEvent): Origin => ({
  id,
  type,
  actor: metadata?.actor ?? null,
  occurredAt: metadata?.occurredAt ?? null,
  reason: 'reason' in data ? (data.reason ?? null) : null,
})
