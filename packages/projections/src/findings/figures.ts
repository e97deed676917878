import type { Outcome, Unit } from '@kpi-ledger/core'
import { exact, financialYearOf, lastMonth } from '@kpi-ledger/core/unstable'
import { periodName } from '../explanation/calendar-words'
import { figure } from '../explanation/figure'
import { definitionFor, found, holdings, type Holding, type Look } from './inquiry'

type Measured = Extract<Outcome, { readonly kind: 'measured' }>

interface MeasuredHolding extends Holding {
  readonly outcome: Measured
}

const measured = (all: ReadonlyArray<Holding>): ReadonlyArray<MeasuredHolding> =>
  all.flatMap((holding) => {
    const { outcome } = holding.entry
    return outcome.kind === 'measured' ? [{ ...holding, outcome }] : []
  })

/** Why a value cannot well be one of its unit; null if it can. */
const oddity = (value: number, unit: Unit): string | null => {
  switch (unit) {
    case 'percent':
      if (value > 100) return 'is more than 100 %'
      return value < 0 ? 'is less than 0 %' : null
    case 'count':
      if (value < 0) return 'is less than 0, of something that is counted'
      return Number.isInteger(value) ? null : 'is no whole number, of something that is counted'
    case 'days':
    case 'hours':
      return value < 0 ? 'is less than no time at all' : null
    case 'score':
    case 'pounds':
    case 'number':
      return null
  }
}

/** Actuals that cannot well be in the KPI's unit (M17). */
export const outsideUnit: Look = (inquiry, rules) =>
  measured(holdings(inquiry, rules)).flatMap(({ period, text, entry, outcome: { value } }) => {
    const definition = definitionFor(inquiry, rules, period)
    const why = definition === null ? null : oddity(value, definition.unit)
    if (definition === null || why === null) return []
    const { unit, regime } = definition
    const sentence = `${figure(exact(value), unit)} for ${periodName(period)} ${why}`
    return [
      found(inquiry, 'outside-unit', { kpi: rules.kpi, period: text, regime, sentence }, [
        definition,
        entry,
      ]),
    ]
  })

/** Year-to-date actuals that are less than one before them in the same year and unit (M24). */
export const actualFalls: Look = (inquiry, rules) => {
  const { yearStart } = inquiry.question.contract
  const yearOf = ({ period }: Holding): number =>
    financialYearOf(lastMonth(period, yearStart), yearStart)
  const all = measured(holdings(inquiry, rules))
  return all.flatMap((later, i) => {
    const earlier = all[i - 1]
    if (earlier === undefined || yearOf(earlier) !== yearOf(later)) return []
    const [from, to] = [earlier.outcome.value, later.outcome.value]
    const definition = definitionFor(inquiry, rules, later.period)
    if (to >= from || definition?.accumulation !== 'year-to-date') return []
    const { unit, regime } = definition
    const before = definitionFor(inquiry, rules, earlier.period)
    if (before?.unit !== unit || before.accumulation !== 'year-to-date') return []
    const sentence =
      `${figure(exact(to), unit)} for ${periodName(later.period)} is less than ` +
      `${figure(exact(from), unit)} for ${periodName(earlier.period)}, and the KPI is year-to-date`
    return [
      found(inquiry, 'actual-falls', { kpi: rules.kpi, period: later.text, regime, sentence }, [
        definition,
        earlier.entry,
        later.entry,
      ]),
    ]
  })
}
