import type { History, RecordedEvent } from '@kpi-ledger/core'
import { definitions, historySize, type Entry, type Known } from '@kpi-ledger/core/unstable'

/**
 * The point in the ledger's own time from which a question is answered (M21). Instants are
 * `YYYY-MM-DDTHH:mm:ss.sssZ`, inclusive. Null sets no limit.
 */
export interface AsAt {
  /** Limits actuals, corrections and notes. */
  readonly facts: string | null
  /** Limits regimes, definitions, targets, retirements and decided ratings. */
  readonly rules: string | null
  /** Limits both to the events up to this revision, inclusive. */
  readonly revision: number | null
}

/** As known now. */
export const now: AsAt = { facts: null, rules: null, revision: null }

/** As it was known at an instant (M21). */
export const asAt = (instant: string): AsAt => ({ facts: instant, rules: instant, revision: null })

const knownBy =
  (instant: string | null, revision: number | null): Known =>
  (entry: Entry) =>
    (instant === null || entry.recordedAt <= instant) &&
    (revision === null || entry.revision <= revision)

/** Whether a fact was known at a point in time (M21). */
export const factsKnown = ({ facts, revision }: AsAt): Known => knownBy(facts, revision)

/** Whether a rule was known at a point in time (M21). */
export const rulesKnown = ({ rules, revision }: AsAt): Known => knownBy(rules, revision)

/** The later of the two instants, for what is limited by both; null if one of them is not set (M21). */
export const laterOf = ({ facts, rules }: Pick<AsAt, 'facts' | 'rules'>): string | null => {
  if (facts === null || rules === null) return null
  return facts > rules ? facts : rules
}

/** Whether a publication was known; if both instants are set, the later one limits it. */
export const publicationKnown = (asAt: AsAt): Known => knownBy(laterOf(asAt), asAt.revision)

/**
 * Whether each of a contract's events was known at that point (M21); to be asked about all of them, in
 * order. Events that are neither facts nor rules, such as registrations and publications, are limited
 * by the later instant if both are set; a withdrawal is limited like the event it withdraws (M29).
 */
export const eventKnown = (asAt: AsAt): ((event: RecordedEvent) => boolean) => {
  const [fact, rule] = [factsKnown(asAt), rulesKnown(asAt)]
  const other = publicationKnown(asAt)
  const rules = new Set<string>()
  return (event) => {
    const { kind } = definitions[event.type]
    // Where facts and rules have the same limit, there is nothing to remember.
    if (kind === 'rule' && asAt.facts !== asAt.rules) rules.add(event.id)
    switch (kind) {
      case 'fact':
        return fact(event)
      case 'rule':
        return rule(event)
      case 'contract':
      case 'publication':
        return other(event)
      case 'withdrawal':
        return event.type === 'EventWithdrawn' && rules.has(event.data.event)
          ? rule(event)
          : fact(event)
    }
  }
}

/**
 * How many events, from the first, an answer was drawn from: those up to the revision, and up
 * to the later of the two instants if both are set (wire format, Scorecard).
 */
export const drawnFrom = (history: History, asAt: AsAt): number => {
  const { revision } = asAt
  const byRevision =
    revision === null ? historySize(history) : Math.min(revision + 1, historySize(history))
  const instant = laterOf(asAt)
  return instant === null ? byRevision : Math.min(byRevision, history.origins.recordedBy(instant))
}
