import { formatPeriod, type Period } from '@kpi-ledger/core'
import {
  lastMonth,
  monthAt,
  monthIndex,
  monthsIn,
  periodsEndingIn,
  type KPIRules,
} from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import { regimeOf, type Question } from '../history/question'
import { cellOf, type Cell } from '../scorecard/cell'

/** Since when a KPI has fallen short of its target without a break (M42). */
export interface Shortfall {
  /** The first scorecard of the run. */
  readonly since: string
  /** Number of scorecards in the run: those on which it is rated. */
  readonly times: number
}

/** Whether a cell is rated, and its rating is not good. */
export const fallsShort = ({ rating: { grade } }: Cell): boolean =>
  grade !== 'good' && grade !== 'other'

/** Not rated by its rule, and nobody decided that it is not to be rated. */
const isUnrated = ({ rating: { grade }, decided }: Cell): boolean =>
  grade === 'other' && decided === null

/** The period of the same length just before. */
const before = (period: Period, yearStart: number): Period | undefined => {
  const last = monthAt(monthIndex(lastMonth(period, yearStart)) - monthsIn(period))
  return [last, ...periodsEndingIn(last, yearStart)].find(({ kind }) => kind === period.kind)
}

/**
 * The run of scorecards up to that of a period on which a KPI falls short, each under the regime in
 * effect in it. One on which it is rated good breaks the run; one on which it is not rated, or not
 * shown, neither breaks it nor counts (M42). Null if it does not fall short in the period.
 */
export const shortfallOf = (
  question: Question,
  rules: KPIRules,
  asked: Period,
): Shortfall | null => {
  const { yearStart } = question.contract
  const run: Array<string> = []
  for (let at: Period | undefined = asked; at !== undefined; at = before(at, yearStart)) {
    const regime = regimeOf(question, at)
    if (E.isLeft(regime)) break
    const cell = cellOf(question, rules, { period: at, regime: regime.right, named: false })?.cell
    if (cell === undefined || isUnrated(cell)) continue
    if (!fallsShort(cell)) break
    run.push(formatPeriod(at))
  }
  const since = run.at(-1)
  return since === undefined ? null : { since, times: run.length }
}
