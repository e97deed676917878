/**
 * Where what the events said came from, in columns by revision: an object for each event would
 * take twice the room.
 */
export interface Origins {
  readonly ids: Array<string>
  readonly types: Array<string>
  readonly actors: Array<string | null>
  /** When the fact was reported in the world, where somebody said so (M20). */
  readonly occurredAt: Map<number, string>
  /** Why a figure was corrected, a target revised or a KPI retired. */
  readonly reasons: Map<number, string>
}

/** Where what one event says comes from: which event, by whom, why. */
export interface Origin {
  readonly id: string
  readonly type: string
  readonly actor: string | null
  /** An instant, or a date (M20). */
  readonly occurredAt: string | null
  readonly reason: string | null
}

export const noOrigins = (): Origins => ({
  ids: [],
  types: [],
  actors: [],
  occurredAt: new Map(),
  reasons: new Map(),
})

/** Adds the origin of the next event. */
export const addOrigin = (
  origins: Origins,
  id: string,
  type: string,
  actor: string | undefined,
  occurredAt: string | undefined,
  reason: string | undefined,
): void => {
  const revision = origins.ids.length
  origins.ids.push(id)
  origins.types.push(type)
  origins.actors.push(actor ?? null)
  if (occurredAt !== undefined) origins.occurredAt.set(revision, occurredAt)
  if (reason !== undefined) origins.reasons.set(revision, reason)
}

/** The origin of the event at a revision; undefined past the end. */
export const originAt = (
  { ids, types, actors, occurredAt, reasons }: Origins,
  revision: number,
): Origin | undefined => {
  const [id, type, actor] = [ids[revision], types[revision], actors[revision]]
  if (id === undefined || type === undefined || actor === undefined) return undefined
  return {
    id,
    type,
    actor,
    occurredAt: occurredAt.get(revision) ?? null,
    reason: reasons.get(revision) ?? null,
  }
}
