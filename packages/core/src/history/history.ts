import { Actuals } from './actuals'
import type { Entry } from './entry'
import { noNotes, type Notes } from './notes'
import { Origins } from './origins'
import { emptyRulebook, type Rulebook } from './rulebook'

/** An agreement between an authority and a supplier; one contract is one stream. */
export interface Contract {
  /** Id of the contract, unique in the ledger. */
  readonly contract: string
  /** The title of the contract. */
  readonly title: string
  /** The authority that lets it. */
  readonly authority: string
  /** The supplier. */
  readonly supplier: string
  /** Month in which its financial year starts, 1 to 12 (M1). */
  readonly yearStart: number
}

/** The data of an event stored as it is, with the moment it was recorded. */
export interface KeptEvent extends Entry {
  /** The data of the event. */
  readonly data: unknown
}

/**
 * The content of a contract's events, indexed by subject and by when it was recorded. Commands are
 * judged by it, and every question is a view on it, without folding again. It only grows by
 * appending and never changes what it holds, so a view cut at a revision or an instant always gives
 * the same answer.
 */
export interface History {
  /** The contract; null before it is registered. */
  contract: Contract | null
  /** Its regimes, definitions, targets, retirements and decisions. */
  readonly rules: Rulebook
  /** Its actuals with their corrections. */
  readonly actuals: Actuals
  /** Its notes. */
  readonly notes: Notes
  /** Events of types that need no index of their own, in recorded order; see `keptOf`. */
  readonly kept: Map<string, Array<KeptEvent>>
  /** The withdrawal of each event that was withdrawn, by the revision of that event (M29). */
  readonly withdrawals: Map<number, Entry>
  /** The origin of each event, by revision. */
  readonly origins: Origins
}

/** A history with no events, whose origins will be added to those given. */
export const emptyHistory = (origins = new Origins()): History => ({
  contract: null,
  rules: emptyRulebook(),
  actuals: new Actuals(origins),
  notes: noNotes(),
  kept: new Map(),
  withdrawals: new Map(),
  origins,
})

/** Number of events folded so far; the next one has this revision. */
export const historySize = (history: History): number => history.origins.length

/** Stores an event's data as it is, after those of the same type. */
export const keep = (
  { kept }: History,
  type: string,
  data: unknown,
  { revision, recordedAt }: Entry,
): void => {
  const entry = { revision, recordedAt, data }
  const entries = kept.get(type)
  if (entries === undefined) kept.set(type, [entry])
  else entries.push(entry)
}
