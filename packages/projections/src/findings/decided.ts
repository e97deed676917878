import { findRegime, readPeriod } from '@kpi-ledger/core/unstable'
import { cellOf } from '../scorecard/cell'
import { found, nameOf, type FindingRule } from './context'

/**
 * Ratings decided against the rules, with no note on the KPI in that period that could say why
 * (M33).
 */
export const decidedWithoutNote: FindingRule = (context, rules) => {
  const { question, regime: only } = context
  const standing = rules.decisions.filter(
    (decision) => question.rules(decision) && (only === null || decision.regime === only),
  )
  const last = new Map(standing.map((each) => [`${each.regime} ${each.period}`, each]))
  return [...last.values()].flatMap((decision) => {
    const period = readPeriod(decision.period)
    const regime = findRegime(question.history.rules, decision.regime, question.rules)
    if (regime === undefined) return []
    const cell = cellOf(question, rules, { period, regime, named: true })?.cell
    if (cell === undefined || cell.computed === null || cell.notes.length > 0) return []
    if (cell.computed.code === cell.rating.code) return []
    const sentence = `for ${nameOf(context, period)} "${cell.rating.label}" was decided, by the rules it is "${cell.computed.label}", and no note of that period says why`
    const of = { kpi: rules.kpi, period: decision.period, regime: decision.regime, sentence }
    return [found(context, 'decided-without-note', of, [decision])]
  })
}
