import type { Month, Period } from '@kpi-ledger/core'
import {
  assessmentMonths,
  definitionInForce,
  formatMonth,
  lastMonth,
  monthAt,
  monthIndex,
  monthsIn,
  periodsEndingIn,
  readPeriod,
  regimeInEffect,
  type Adoption,
  type KPIRules,
} from '@kpi-ledger/core/unstable'
import type { Question } from '../history/question'
import { cellOf, type DefinedCell } from '../scorecard/cell'

/** A month with the regime in effect in it. */
export interface RegimeMonth {
  /** The month. */
  readonly month: Month
  /** The regime in effect. */
  readonly regime: Adoption
}

/** A KPI in one of its own assessment periods (M2). */
export interface Assessment extends DefinedCell {
  /** The assessment period. */
  readonly period: Period
  /** The last month of the period, since year 0. */
  readonly end: number
  /** The regime in effect in its last month. */
  readonly regime: Adoption
}

/** The months up to one in which a regime is in effect, from the first regime on (M4). */
export const regimeMonths = (
  { history, contract: { yearStart }, rules }: Question,
  last: Month,
): ReadonlyArray<RegimeMonth> => {
  const starts = history.rules.adoptions
    .filter(rules)
    .map(({ effectiveFrom }) => monthIndex(lastMonth(readPeriod(effectiveFrom), yearStart)))
  const months: Array<RegimeMonth> = []
  for (let index = Math.min(...starts); index <= monthIndex(last); index++) {
    const month = monthAt(index)
    const regime = regimeInEffect(history.rules, formatMonth(month), rules)
    if (regime !== undefined) months.push({ month, regime })
  }
  return months
}

/**
 * A KPI in its assessment periods that end in one of the months and in which it is on the scorecard,
 * in the order of time: a monthly KPI is assessed in every month, a quarterly one in every third (M2).
 */
export const assessmentsOf = (
  question: Question,
  rules: KPIRules,
  months: ReadonlyArray<RegimeMonth>,
): ReadonlyArray<Assessment> =>
  months.flatMap(({ month, regime }) => {
    const { history, contract, rules: known } = question
    const text = formatMonth(month)
    const definition = definitionInForce(history.rules, rules, regime, text, known)
    if (definition === undefined) return []
    const length = assessmentMonths[definition.frequency]
    const period = [month, ...periodsEndingIn(month, contract.yearStart)].find(
      (each) => monthsIn(each) === length,
    )
    if (period === undefined) return []
    const cell = cellOf(question, rules, { period, regime, named: false })
    return cell === null ? [] : [{ ...cell, period, regime, end: monthIndex(month) }]
  })
