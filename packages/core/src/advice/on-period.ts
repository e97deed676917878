import type { Entry, Known } from '../history/entry'
import type { History } from '../history/history'
import type { KPIRules } from '../history/rulebook'
import { regimeInEffect, retirementInForce, statementInForce } from '../history/rules-in-force'
import { lastMonth, monthsIn } from '../period/calendar'
import { formatMonth, monthAt, monthIndex, type Month } from '../period/month'
import { readPeriod } from '../period/period'
import type { Oddity } from './oddity'

/** The length of `2016-04`, with which an instant begins. */
const MONTH = 7

const notBegun = (
  kpi: string | null,
  period: string,
  first: Month,
  { recordedAt }: Entry,
): ReadonlyArray<Oddity> => {
  const begins = formatMonth(first)
  return recordedAt.slice(0, MONTH) < begins ? [{ _tag: 'not-begun', kpi, period, begins }] : []
}

const isOnScorecard = (kpi: KPIRules, regime: string, month: string, known: Known): boolean =>
  statementInForce(kpi, regime, month, false, known) !== undefined &&
  retirementInForce(kpi, regime, month, known) === undefined

const shownNowhere = (
  { rules }: History,
  kpi: string | null,
  period: string,
  month: string,
  known: Known,
): ReadonlyArray<Oddity> => {
  const regime = regimeInEffect(rules, month, known)
  if (regime !== undefined) {
    const stated = kpi === null ? undefined : rules.kpis.get(kpi)
    return stated === undefined || isOnScorecard(stated, regime.regime, month, known)
      ? []
      : [{ _tag: 'on-no-scorecard', kpi: stated.kpi, period, regime: regime.regime }]
  }
  const [first] = rules.adoptions
    .filter(known)
    .sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1))
  return first === undefined
    ? []
    : [
        {
          ...{ _tag: 'before-first-regime', kpi, period },
          ...{ regime: first.regime, regimeFrom: first.effectiveFrom },
        },
      ]
}

/**
 * What is odd about the period of a figure or note: it had not begun when that was recorded, is
 * before the first regime, or has no scorecard with the KPI on it (M40).
 */
export const onPeriod = (
  history: History,
  kpi: string | null,
  text: string,
  at: Entry,
  known: Known,
): ReadonlyArray<Oddity> => {
  if (history.contract === null) return []
  const period = readPeriod(text)
  const last = lastMonth(period, history.contract.yearStart)
  const first = monthAt(monthIndex(last) - monthsIn(period) + 1)
  return [
    ...notBegun(kpi, text, first, at),
    ...shownNowhere(history, kpi, text, formatMonth(last), known),
  ]
}
