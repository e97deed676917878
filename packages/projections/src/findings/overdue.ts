import { head, last } from 'fp-ts/ReadonlyNonEmptyArray'
import { counted, lastMonth, readPeriod } from '@kpi-ledger/core/unstable'
import { instantOf } from '../due/due'
import { dayOf, daysSinceEnd } from '../history/period-end'
import { assessed, eventsAt, runsOf } from './assessed'
import { found, nameOf, type FindingRule } from './context'

/**
 * Assessment periods that ended more than a number of days before the instant of asking, or that
 * asked about, and for which there is no outcome (M36): one finding for those in a row.
 */
export const overdue: FindingRule = (context, rules) => {
  const { question, overdueAfter, now } = context
  if (overdueAfter === null || now === null) return []
  const { contract, history } = question
  const day = dayOf(instantOf(history, context.asAt, now))
  const until = lastMonth(readPeriod(day.slice(0, 7)), contract.yearStart)
  const all = assessed(context, rules, until).filter(
    ({ period }) => daysSinceEnd(period, contract.yearStart, day) > overdueAfter,
  )
  return runsOf(all, ({ cell }) => cell.outcome === null).flatMap((run) => {
    const [first, end] = [head(run), last(run)]
    const name = nameOf(context, end.period)
    const which =
      run.length === 1
        ? name
        : `${run.length} assessment periods in a row, from ${nameOf(context, first.period)} to ${name}`
    const days = daysSinceEnd(end.period, contract.yearStart, day)
    const sentence = `nothing is recorded for ${which}, which ended ${counted(days, 'day')} ago`
    const { determinedBy, period, regime } = end.cell
    const behind = [determinedBy.definition, determinedBy.target]
    const of = { kpi: rules.kpi, period, regime, sentence }
    return [found(context, 'overdue', of, eventsAt(context, behind))]
  })
}
