import { readPeriod } from '@kpi-ledger/core/unstable'
import { reconciledRatings } from '../reconciliation/reconciliation'
import { found, nameOf, type FindingRule } from './context'

/** Ratings that a published paper printed and that the rules, or a decision, give otherwise (M32). */
export const printedOtherwise: FindingRule = (context, rules) =>
  reconciledRatings(context.question, rules).flatMap(({ printed, row }) => {
    if (row.verdict !== 'differs') return []
    const { kpi, period, regime, source, now } = row
    const where = source === null ? '' : ` in ${source}`
    const is = now === null ? 'it is on no scorecard of that period' : `it is "${now.label}"`
    const sentence = `"${row.printed}" was printed for ${nameOf(context, readPeriod(period))}${where}, and ${is}`
    return [found(context, 'printed-otherwise', { kpi, period, regime, sentence }, [printed])]
  })
