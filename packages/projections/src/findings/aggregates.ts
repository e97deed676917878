import type { Aggregation } from '@kpi-ledger/core'
import { codeInWords, exact, roundHalfEven } from '@kpi-ledger/core/unstable'
import { figureInWords } from '../explanation/figure'
import { aggregateOf } from '../figure/figure'
import { columnIn, definitionUnder, found, nameOf, type FindingRule } from './context'

/** The decimals a figure was recorded with. */
const decimalsOf = (value: number): number => {
  const { c, e } = exact(value)
  return Math.max(0, c.length - 1 - e)
}

/** Whether a figure is the one computed; a mean is recorded with as many decimals as one likes. */
const agrees = (aggregation: Aggregation, recorded: number, computed: number): boolean =>
  aggregation === 'mean' || aggregation === 'weighted-mean'
    ? roundHalfEven(exact(computed), decimalsOf(recorded)) === recorded
    : computed === recorded

/** Figures recorded for a longer period that are not what its parts come to (M3). */
export const aggregateDiffers: FindingRule = (context, rules, actuals) =>
  actuals.flatMap(({ period, text, month, entry }) => {
    const column = period.kind === 'month' ? null : columnIn(context, period)
    const definition = column && definitionUnder(context, rules, column.regime, month)
    if (definition === null || entry.outcome.kind !== 'measured') return []
    const computed = aggregateOf(context.question, rules.kpi, period, definition)
    const { aggregation = null, from = null } = computed?.figure ?? {}
    if (aggregation === null || from === null || computed?.outcome?.kind !== 'measured') return []
    const [is, comesTo] = [entry.outcome.value, computed.outcome.value]
    if (agrees(aggregation, is, comesTo)) return []
    const sentence = `${figureInWords(exact(is), definition.unit)} is recorded for ${nameOf(context, period)}, and the ${codeInWords(aggregation)} of its ${from.length} parts is ${figureInWords(exact(comesTo), definition.unit)}`
    const of = { kpi: rules.kpi, period: text, regime: definition.regime, sentence }
    return [found(context, 'aggregate-differs', of, [...computed.actuals, entry])]
  })
