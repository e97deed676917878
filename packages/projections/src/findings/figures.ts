import type { Outcome } from '@kpi-ledger/core'
import {
  exact,
  financialYearOf,
  lastMonth,
  unitFault,
  unitFaultInWords,
} from '@kpi-ledger/core/unstable'
import { figureInWords } from '../explanation/figure'
import { definitionFor, found, nameOf, type CurrentActual, type FindingRule } from './context'

type Measured = Extract<Outcome, { readonly kind: 'measured' }>

interface MeasuredActual extends CurrentActual {
  readonly outcome: Measured
}

const measured = (all: ReadonlyArray<CurrentActual>): ReadonlyArray<MeasuredActual> =>
  all.flatMap((current) => {
    const { outcome } = current.entry
    return outcome.kind === 'measured' ? [{ ...current, outcome }] : []
  })

/** Actuals that are implausible for the KPI's unit (M17). */
export const outsideUnit: FindingRule = (context, rules, actuals) =>
  measured(actuals).flatMap(({ period, text, entry, outcome }) => {
    const definition = definitionFor(context, rules, period)
    const fault = definition && unitFault(outcome, definition.unit)
    if (definition === undefined || fault === undefined || fault === null) return []
    const { unit, regime } = definition
    const sentence = `${figureInWords(exact(outcome.value), unit)} for ${nameOf(context, period)} ${unitFaultInWords(fault)}`
    return [
      found(context, 'outside-unit', { kpi: rules.kpi, period: text, regime, sentence }, [
        definition,
        entry,
      ]),
    ]
  })

/** Year-to-date actuals that are less than one before them in the same year and unit (M24). */
export const actualFalls: FindingRule = (context, rules, actuals) => {
  const { yearStart } = context.question.contract
  const yearOf = ({ period }: CurrentActual): number =>
    financialYearOf(lastMonth(period, yearStart), yearStart)
  const all = measured(actuals)
  return all.flatMap((later, i) => {
    const earlier = all[i - 1]
    if (earlier === undefined || yearOf(earlier) !== yearOf(later)) return []
    const [from, to] = [earlier.outcome.value, later.outcome.value]
    const definition = definitionFor(context, rules, later.period)
    if (to >= from || definition?.accumulation !== 'year-to-date') return []
    const { unit, regime } = definition
    const before = definitionFor(context, rules, earlier.period)
    if (before?.unit !== unit || before.accumulation !== 'year-to-date') return []
    const sentence =
      `${figureInWords(exact(to), unit)} for ${nameOf(context, later.period)} is less than ` +
      `${figureInWords(exact(from), unit)} for ${nameOf(context, earlier.period)}, and the KPI is year-to-date`
    return [
      found(context, 'actual-falls', { kpi: rules.kpi, period: later.text, regime, sentence }, [
        definition,
        earlier.entry,
        later.entry,
      ]),
    ]
  })
}
