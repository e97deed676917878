import { head, last } from 'fp-ts/ReadonlyNonEmptyArray'
import { lastMonth } from '@kpi-ledger/core/unstable'
import type { Assessment } from '../points/assessments'
import { assessed, eventsAt, runsOf } from './assessed'
import { found, nameOf, type FindingRule } from './context'

/** A finding is reported after this many failures in a row. */
const ENOUGH = 2

/** Whether a KPI failed; null where it is not rated, which neither breaks a run nor counts. */
const failed = ({ cell: { rating } }: Assessment): boolean | null =>
  rating.grade === 'other'
    ? null
    : rating.grade === 'requires-improvement' || rating.grade === 'inadequate'

/** More than two assessment periods in a row in which a KPI requires improvement or is inadequate (M13). */
export const keepsFailing: FindingRule = (context, rules, actuals) => {
  const latest = actuals.at(-1)
  if (latest === undefined) return []
  const until = lastMonth(latest.period, context.question.contract.yearStart)
  return runsOf(assessed(context, rules, until), failed).flatMap((run) => {
    if (run.length <= ENOUGH) return []
    const [first, end] = [head(run), last(run)]
    const sentence = `it failed in ${run.length} assessment periods in a row, from ${nameOf(context, first.period)} to ${nameOf(context, end.period)}, the last time with "${end.cell.rating.label}"`
    const of = { kpi: rules.kpi, period: end.cell.period, regime: end.cell.regime, sentence }
    const behind = run.map(
      ({ cell: { determinedBy } }) => determinedBy.actual ?? determinedBy.target,
    )
    return [found(context, 'keeps-failing', of, eventsAt(context, behind))]
  })
}
