import type { Refusal } from '../contract/refusal'
import type { Entry } from '../history/entry'
import type { History } from '../history/history'
import type { Codec, Shape } from '../schema/codec'
import type { Described } from '../schema/combinators'

/**
 * What an event is about, which decides by which instant it is limited as at a point in time
 * (M21) and which live answers it can change: facts by the facts' instant, rules by the rules'; the
 * contract itself and its publications by the later of the two.
 */
export type EventKind = 'fact' | 'rule' | 'contract' | 'publication'

/** One version of an event's data before the current one, and the way from it to the next. */
export interface OlderVersion {
  readonly codec: Shape<unknown>
  /** Total: whatever the codec accepts becomes data of the next version. */
  readonly upcast: (data: never) => unknown
}

/** Everything there is to know of one type of event; each stands in a file of its own. */
export interface EventDefinition<Type extends string, Name extends string, Data> {
  readonly type: Type
  /** Name of the command that asks for it. */
  readonly command: Name
  readonly kind: EventKind
  /** The fields of its data, of which its command is made as well. */
  readonly required: Described
  readonly optional: Described
  /** Its data in the current version. */
  readonly data: Codec<Data>
  /** Versions of its data before the current one; `older[0]` is version 1. */
  readonly older: ReadonlyArray<OlderVersion>
  /** Why it cannot follow what has happened so far; null if it can. */
  readonly judge: (history: History, data: Data) => Refusal | null
  /** Adds what it says to the history. */
  readonly apply: (history: History, data: Data, at: Entry) => void
  /** Why it was recorded, where it can say so. */
  readonly reason?: (data: Data) => string | undefined
  /** What it says, in a sentence without its subject. */
  readonly inWords: (data: Data) => string
}
