import type { History, RecordedEvent } from '@kpi-ledger/core'
import {
  addRules,
  definitionInForce,
  definitions,
  emptyHistory,
  eventInWords,
  findRegime,
  standing,
  subjectOf,
  type RuleChange,
} from '@kpi-ledger/core/unstable'
import { ruleChanges, sayingIn } from './rule-changes'

/** An event with its content in words, and what it changed of the rules before it (M31). */
export interface EventInWords {
  /** The event. */
  readonly event: RecordedEvent
  /** Its content in full, as a sentence without its subject. */
  readonly says: string
  /** What a rule was, and what it became; empty if there was none before it. */
  readonly changes: ReadonlyArray<RuleChange>
}

/**
 * Notes a withdrawal in a history of rules only, which does not have the events it names; `rules` has
 * the revision of each rule event by its id.
 */
const withdraw = (
  { withdrawals }: History,
  { type, data, revision, recordedAt }: RecordedEvent,
  rules: ReadonlyMap<string, number>,
): void => {
  const withdrawn = type === 'EventWithdrawn' ? rules.get(data.event) : undefined
  if (withdrawn !== undefined) withdrawals.set(withdrawn, { revision, recordedAt })
}

/** For events not tied to a month: the definition as last stated. */
const LAST_MONTH = '2999-12'

/**
 * Makes a reader that puts a contract's events into words, passed to it in recorded order. It keeps
 * the rules only.
 */
export const eventsInWords = (): ((event: RecordedEvent) => EventInWords) => {
  const history = emptyHistory()
  const rulesById = new Map<string, number>()
  return (event) => {
    addRules(history, event)
    if (definitions[event.type].kind === 'rule') rulesById.set(event.id, event.revision)
    withdraw(history, event, rulesById)
    const known = standing(history)
    const { kpi, regime } = subjectOf(event)
    const month = 'effectiveFrom' in event.data ? event.data.effectiveFrom : LAST_MONTH
    const rules = (kpi === undefined ? undefined : history.rules.kpis.get(kpi)) ?? null
    const adoption = regime === undefined ? undefined : findRegime(history.rules, regime, known)
    const definition =
      rules === null || adoption === undefined
        ? undefined
        : definitionInForce(history.rules, rules, adoption, month, known)
    return {
      event,
      says: eventInWords(event, sayingIn(history, definition)),
      changes: ruleChanges(history, rules, event.revision),
    }
  }
}
