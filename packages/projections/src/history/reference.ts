import type { EventType, History, Instant } from '@kpi-ledger/core'
import { invariant, isEventType, type Entry } from '@kpi-ledger/core/unstable'

/** An event behind an answer: where it stands, who recorded it, and why if stated. */
export interface EventReference {
  /** Its revision in the stream of the contract. */
  readonly revision: number
  /** Its id. */
  readonly id: string
  /** Its type. */
  readonly type: EventType
  /** When it was recorded. */
  readonly recordedAt: Instant
  /** Who recorded it; null if it names nobody. */
  readonly actor: string | null
  /** The reason it states; null if it states none. */
  readonly reason: string | null
}

/** The events behind some entries of a history, in the order given. */
export const referencesTo = (
  { origins }: History,
  entries: ReadonlyArray<Entry>,
): ReadonlyArray<EventReference> =>
  entries.flatMap(({ revision, recordedAt }) => {
    const origin = origins.at(revision)
    if (origin === undefined) return []
    const { id, type, actor, reason = null } = origin
    invariant(isEventType(type), `"${type}" is kept as an event type, but is none`)
    return [{ revision, id, type, recordedAt, actor, reason }]
  })
