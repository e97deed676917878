import type { Instant } from '../schema/instant'
import { isPlainObject } from '../schema/json'

/** The file and the cell that a figure was collected from. */
export interface FigureSource {
  readonly file: string
  /** SHA-256 of the file, 64 lower-case hex digits. */
  readonly sha256: string
  /** Null for a file that has no sheets, such as CSV. */
  readonly sheet: string | null
  /** `G8`, as spreadsheets write it. */
  readonly cell: string
}

/** The file and cell that the `source` of an event's metadata names; undefined if it names none. */
export const sourceIn = (source: unknown): FigureSource | undefined => {
  if (!isPlainObject(source)) return undefined
  const { file, sha256, sheet = null, cell } = source
  return typeof file === 'string' &&
    typeof sha256 === 'string' &&
    typeof cell === 'string' &&
    (sheet === null || typeof sheet === 'string')
    ? { file, sha256, sheet, cell }
    : undefined
}

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
  /** The file and cell that its figure was collected from. */
  readonly source?: FigureSource
}

/** Builds an origin without the fields that most events lack: there is one for every event. */
export const originFrom = (
  id: string,
  type: string,
  recordedAt: Instant,
  actor: string | undefined,
  occurredAt: string | undefined,
  reason: string | undefined,
  source?: FigureSource,
): Origin => {
  if (source !== undefined)
    return { ...originFrom(id, type, recordedAt, actor, occurredAt, reason), source }
  const by = actor ?? null
  if (occurredAt === undefined)
    return reason === undefined
      ? { id, type, recordedAt, actor: by }
      : { id, type, recordedAt, actor: by, reason }
  return reason === undefined
    ? { id, type, recordedAt, actor: by, occurredAt }
    : { id, type, recordedAt, actor: by, occurredAt, reason }
}
