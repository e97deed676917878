import type { RecordedEvent } from '@kpi-ledger/core'
import {
  addRules,
  definitionInForce,
  emptyHistory,
  eventInWords,
  everythingKnown,
  findRegime,
  subjectOf,
  type RuleChange,
} from '@kpi-ledger/core/unstable'
import { ruleChanges, sayingIn } from './rule-changes'

/** An event with its content in words, and what it changed of the rules before it (M31). */
export interface EventInWords {
  readonly event: RecordedEvent
  /** Its content in full, as a sentence without its subject. */
  readonly says: string
  /** What a rule was, and what it became; empty if there was none before it. */
  readonly changes: ReadonlyArray<RuleChange>
}

/** For events of no month: the definition as it was last stated. */
const LAST_MONTH = '2999-12'

/**
 * Makes a reader that puts a contract's events into words, passed to it in recorded order. It keeps
 * the rules only.
 */
export const eventsInWords = (): ((event: RecordedEvent) => EventInWords) => {
  const history = emptyHistory()
  return (event) => {
    addRules(history, event)
    const { kpi, regime } = subjectOf(event)
    const month = 'effectiveFrom' in event.data ? event.data.effectiveFrom : LAST_MONTH
    const rules = (kpi === undefined ? undefined : history.rules.kpis.get(kpi)) ?? null
    const adoption =
      regime === undefined ? undefined : findRegime(history.rules, regime, everythingKnown)
    const definition =
      rules === null || adoption === undefined
        ? undefined
        : definitionInForce(history.rules, rules, adoption, month, everythingKnown)
    return {
      event,
      says: eventInWords(event, sayingIn(history, definition)),
      changes: ruleChanges(history, rules, event.revision),
    }
  }
}
