import type { Outcome, Rating, Unit } from '@kpi-ledger/core'
import {
  effectiveTarget,
  exact,
  formatMonth,
  lastMonth,
  statementInForce,
} from '@kpi-ledger/core/unstable'
import { figureInWords } from '../explanation/figure'
import { rateOutcome } from '../scorecard/cell'
import {
  columnIn,
  definitionUnder,
  found,
  isOnScorecard,
  knownEntries,
  nameOf,
  type FindingRule,
} from './context'

const inWords = (outcome: Outcome, unit: Unit): string =>
  outcome.kind === 'measured'
    ? figureInWords(exact(outcome.value), unit)
    : `"${outcome.reason.replaceAll('-', ' ')}"`

/** Corrections that made a rating good that was not (M19), by the rules that are known. */
export const correctedToGood: FindingRule = (context, rules, actuals) =>
  actuals.flatMap(({ period, text, entry: latest }) => {
    const { contract, rules: known } = context.question
    const entries = knownEntries(context, latest)
    if (entries.length < 2) return []
    const column = columnIn(context, period)
    if (!isOnScorecard(context, rules, column)) return []
    const month = lastMonth(period, contract.yearStart)
    const { regime, named } = column
    const statement = statementInForce(rules, regime.regime, formatMonth(month), named, known)
    const definition = definitionUnder(context, rules, regime, formatMonth(month))
    if (statement === undefined || definition === null) return []
    const stated = statement.statement.target
    const target = effectiveTarget(stated, month, contract.yearStart)
    const rated = (outcome: Outcome): Rating =>
      rateOutcome(regime, definition, stated, target, outcome).rating

    return entries
      .flatMap((after, i) => {
        const before = entries[i + 1]
        if (before === undefined) return []
        const [was, is] = [rated(before.outcome), rated(after.outcome)]
        if (is.grade !== 'good' || was.grade === 'good') return []
        const sentence =
          `${nameOf(context, period)} was corrected from ${inWords(before.outcome, definition.unit)} to ` +
          `${inWords(after.outcome, definition.unit)}, from "${was.label}" to "${is.label}"`
        const of = { kpi: rules.kpi, period: text, regime: regime.regime, sentence }
        return [found(context, 'corrected-to-good', of, [before, after])]
      })
      .reverse()
  })
