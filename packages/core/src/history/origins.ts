import type { Instant } from '../schema/instant'

/** The origin of an event: which it is, when and by whom it was recorded, and why. */
export interface Origin {
  readonly id: string
  readonly type: string
  /** Never before the event before it (M20). */
  readonly recordedAt: Instant
  readonly actor: string | null
  /** When the fact was reported in the world, if known: an instant or a date (M20). */
  readonly occurredAt?: string
  /** Why a figure was corrected, a target revised or a KPI retired. */
  readonly reason?: string
}

/** Builds an origin without the fields that most events lack: there is one for every event. */
export const originFrom = (
  id: string,
  type: string,
  recordedAt: Instant,
  actor: string | undefined,
  occurredAt: string | undefined,
  reason: string | undefined,
): Origin => {
  const by = actor ?? null
  if (occurredAt === undefined)
    return reason === undefined
      ? { id, type, recordedAt, actor: by }
      : { id, type, recordedAt, actor: by, reason }
  return reason === undefined
    ? { id, type, recordedAt, actor: by, occurredAt }
    : { id, type, recordedAt, actor: by, occurredAt, reason }
}
