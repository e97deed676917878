import type { Instant } from '../schema/instant'
import { isPlainObject } from '../schema/json'
import { NumberList } from './number-list'
import { PieceList } from './piece-list'
import { Texts } from './texts'
import { IdList, type Ids } from './id-list'
import { eitherOf, instantOf, msOf, msOfEither } from './instant-ms'

/** The file and the cell that a figure was collected from. */
export interface FigureSource {
  /** The name of the file. */
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
  /** The id of the event. */
  readonly id: string
  /** The type of the event. */
  readonly type: string
  /** Never before the event before it (M20). */
  readonly recordedAt: Instant
  /** Who recorded it; null if it names nobody. */
  readonly actor: string | null
  /** When the fact was reported in the world, if known: an instant or a date (M20). */
  readonly occurredAt?: string
  /** Why a figure was corrected, a target revised or a KPI retired. */
  readonly reason?: string
  /** The file and cell that its figure was collected from. */
  readonly source?: FigureSource
}

/** No text. */
const NONE = -1

/**
 * The origin of each event of a contract, by revision. There is one for every event, so they are kept in
 * columns, some thirty bytes an event, and made when they are asked for.
 */
export class Origins implements Iterable<Origin> {
  private readonly instants = new NumberList()
  private readonly types = new NumberList()
  private readonly typeNames = new Texts()
  private readonly actors = new NumberList()
  private readonly reasons = new NumberList()
  private readonly reasonTexts = new PieceList<string>()
  /** Names and files that come again and again. */
  private readonly texts = new Texts()
  private readonly occurredAt = new NumberList()
  private readonly sources = new Map<number, FigureSource>()

  /** With their own ids, or ids kept elsewhere. */
  constructor(private readonly ids: Ids = new IdList()) {}

  /** Number of events. */
  get length(): number {
    return this.instants.length
  }

  /** Adds the origin of the next event; there is one for every event, so none is made for it. */
  add(
    id: string,
    type: string,
    recordedAt: string,
    actor: string | undefined,
    occurredAt: string | undefined,
    reason: string | undefined,
    source?: FigureSource,
  ): void {
    if (source !== undefined) this.sources.set(this.length, this.keptSource(source))
    this.ids.push(id)
    this.types.push(this.typeNames.numberOf(type))
    this.actors.push(actor === undefined ? NONE : this.texts.numberOf(actor))
    this.reasons.push(reason === undefined ? NONE : this.addReason(reason))
    this.occurredAt.push(occurredAt === undefined ? NaN : msOfEither(occurredAt))
    this.instants.push(msOf(recordedAt))
  }

  /** The origin of the event of a revision. */
  at(revision: number): Origin | undefined {
    const id = this.ids.at(revision)
    if (id === undefined) return undefined
    const reason = this.reasonTexts.at(this.reasons.at(revision))
    const occurredAt = this.occurredAt.at(revision)
    const source = this.sources.get(revision)
    return {
      id,
      type: this.typeNames.at(this.types.at(revision)) ?? '',
      recordedAt: instantOf(this.instants.at(revision)),
      actor: this.texts.at(this.actors.at(revision)) ?? null,
      ...(reason === undefined ? {} : { reason }),
      ...(Number.isNaN(occurredAt) ? {} : { occurredAt: eitherOf(occurredAt) }),
      ...(source === undefined ? {} : { source }),
    }
  }

  /** The origin of the last event. */
  latest(): Origin | undefined {
    return this.at(this.length - 1)
  }

  /** When the last event was recorded. */
  lastRecordedAt(): Instant | undefined {
    return this.recordedAt(this.length - 1)
  }

  /** When the event of a revision was recorded. */
  recordedAt(revision: number): Instant | undefined {
    const ms = this.instants.at(revision)
    return Number.isNaN(ms) ? undefined : instantOf(ms)
  }

  /** The revision of an event; -1 if there is none of that id. */
  revisionOf(id: string): number {
    return this.ids.indexOf(id)
  }

  /** Number of events recorded at or before an instant; instants never decrease (M20). */
  recordedBy(instant: string): number {
    const ms = msOf(instant)
    let [low, high] = [0, this.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.instants.at(middle) <= ms) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Leaves the origins of the first events only. */
  cut(length: number): void {
    for (let revision = this.length - 1; revision >= length; revision--) {
      this.sources.delete(revision)
      const reason = this.reasons.at(revision)
      if (reason !== NONE) this.reasonTexts.cut(reason)
    }
    this.ids.cut(length)
    const { instants, types, actors, reasons, occurredAt } = this
    for (const column of [instants, types, actors, reasons, occurredAt]) column.cut(length)
  }

  /** As a list. */
  toJSON(): ReadonlyArray<Origin> {
    return [...this]
  }

  *[Symbol.iterator](): Generator<Origin> {
    for (let revision = 0; revision < this.length; revision++) {
      const origin = this.at(revision)
      if (origin !== undefined) yield origin
    }
  }

  private addReason(reason: string): number {
    this.reasonTexts.push(reason)
    return this.reasonTexts.length - 1
  }

  private keptSource({ file, sha256, sheet, cell }: FigureSource): FigureSource {
    const { texts } = this
    return {
      file: texts.kept(file),
      sha256: texts.kept(sha256),
      sheet: sheet === null ? null : texts.kept(sheet),
      cell,
    }
  }
}
