import type { Oddity } from '../advice/oddity'
import type { Refusal } from '../contract/refusal'
import type { Entry } from '../history/entry'
import type { History } from '../history/history'
import type { Outcome } from '../kpi/outcome'
import type { Saying } from '../rules-in-words/saying'
import type { Codec, Shape } from '../schema/codec'
import type { Described } from '../schema/combinators'

/**
 * What an event is about, which decides which instant limits it in as-at views (M21) and which live
 * answers it can change: facts by the instant for facts, rules by that for rules; the contract
 * itself and its publications by the later of the two; a withdrawal by that of the event it withdraws
 * (M29).
 */
export type EventKind = 'fact' | 'rule' | 'contract' | 'publication' | 'withdrawal'

/** The latest entry about something, with the figure it gave if it is about one. */
export interface LatestEntry extends Entry {
  /** Its outcome, if it is an actual. */
  readonly outcome?: Outcome
}

/** An earlier version of an event's data, and the way from it to the next. */
export interface OlderVersion {
  /** The codec of the data in that version. */
  readonly codec: Shape<unknown>
  /** Must be total: everything the codec accepts becomes data of the next version. */
  readonly upcast: (data: never) => unknown
}

/** Everything there is to know about one type of event; each has its own file. */
export interface EventDefinition<Type extends string, Name extends string, Data> {
  /** The type of the event. */
  readonly type: Type
  /** Name of the command that requests it. */
  readonly command: Name
  /** Whether it is a fact or a rule (M21). */
  readonly kind: EventKind
  /** The required fields of its data; its command has the same. */
  readonly required: Described
  /** The fields its data may have. */
  readonly optional: Described
  /** Its data in the current version. */
  readonly data: Codec<Data>
  /** Earlier versions of its data; `older[0]` is version 1. */
  readonly older: ReadonlyArray<OlderVersion>
  /** Why it cannot follow what has happened so far; null if it can. */
  readonly judge: (history: History, data: Data) => Refusal | null
  /**
   * The latest entry about the same thing, such as the figure of a KPI in a period: if it is later
   * than the revision a command is based on, the command is stale (M39).
   */
  readonly latest: (history: History, data: Data) => LatestEntry | undefined
  /** Adds its data to the history. */
  readonly apply: (history: History, data: Data, at: Entry) => void
  /** What looks wrong about it in a history that it was added to (M40). */
  readonly advise?: (history: History, data: Data, at: Entry) => ReadonlyArray<Oddity>
  /** Why it was recorded, for events that have a reason. */
  readonly reason?: (data: Data) => string | undefined
  /** Its content in full, as a sentence without its subject. */
  readonly inWords: (data: Data, saying: Saying) => string
}
