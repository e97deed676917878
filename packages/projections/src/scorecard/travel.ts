import {
  formatPeriod,
  type Better,
  type Comparator,
  type Period,
  type Range,
} from '@kpi-ledger/core'
import {
  definitionInForce,
  exact,
  formatMonth,
  lastMonth,
  monthsIn,
  periodEarlier,
  readPeriod,
  regimeInEffect,
  type Definition,
  type Exact,
  type KPIRules,
} from '@kpi-ledger/core/unstable'
import type { ShownFigure } from '../figure/figure'
import type { Question } from '../history/question'
import type { Column } from './column'

/** How a figure compares with an earlier one (M37). */
export interface Travel {
  /** The period of the earlier figure. */
  readonly since: string
  /** This figure less that one, exactly, in the KPI's unit. */
  readonly change: number
  readonly direction: 'better' | 'worse' | 'same'
}

/** How a figure compares with earlier ones; null where there is none to compare it with (M37). */
export interface Travels {
  /** Against that of the period of the same length just before; null for a KPI year-to-date. */
  readonly previous: Travel | null
  /** Against that of the same period a year earlier. */
  readonly year: Travel | null
}

/** Of what there is nothing to say. */
export const noTravels: Travels = { previous: null, year: null }

/** Which way is better: by the target's comparator, or by the definition where there is none (M9a). */
export const wayOf = (
  comparator: Comparator | null,
  target: number | Range | null,
  better: Better | undefined,
): Better | Range | null => {
  if (comparator === null) return better ?? null
  if (comparator !== 'between') return comparator.startsWith('>') ? 'higher' : 'lower'
  return typeof target === 'number' ? null : target
}

/** How far a value lies outside a range; 0 within it. */
const outside = (value: Exact, { low, high }: Range): Exact => {
  if (value.lt(exact(low))) return exact(low).minus(value)
  return value.gt(exact(high)) ? value.minus(exact(high)) : exact(0)
}

/** How one value lies against an earlier one. */
const directionOf = (value: number, earlier: number, way: Better | Range): Travel['direction'] => {
  if (typeof way === 'string') {
    if (value === earlier) return 'same'
    return value > earlier === (way === 'higher') ? 'better' : 'worse'
  }
  const [is, was] = [outside(exact(value), way), outside(exact(earlier), way)]
  if (is.eq(was)) return 'same'
  return is.lt(was) ? 'better' : 'worse'
}

/** Parts of 1 that nearly all figures are whole numbers of. */
const PARTS = [1, 10, 100, 1000]

/** A figure in such parts; null where it is not a whole number of at most 15 digits. */
const inParts = (value: number, parts: number): number | null => {
  const whole = Math.round(value * parts)
  return whole / parts === value && Math.abs(whole) < 1e15 ? whole : null
}

/**
 * One figure less another, exactly. Of whole numbers of parts that needs no decimals: of 15 digits, they
 * are the figures as written, and so is their difference but for one division, which rounds to the nearest.
 */
export const less = (value: number, earlier: number): number => {
  for (const parts of PARTS) {
    const [a, b] = [inParts(value, parts), inParts(earlier, parts)]
    if (a !== null && b !== null) return (a - b) / parts
  }
  return exact(value).minus(exact(earlier)).toNumber()
}

/** The KPI's definition in an earlier period, under the regime that the same question rates it by. */
const definitionIn = (
  { history, contract, rules: known }: Question,
  rules: KPIRules,
  { regime, named }: Column,
  definition: Definition,
  period: Period,
): Definition => {
  // Stated once and never again: it is the same whenever and under whichever regime.
  if (rules.definitions.length === 1 && rules.revisions.length === 0) return definition
  const month = formatMonth(lastMonth(period, contract.yearStart))
  const then = named ? regime : (regimeInEffect(history.rules, month, known) ?? regime)
  const under = (adoption: Column['regime']): Definition | undefined =>
    definitionInForce(history.rules, rules, adoption, month, known)
  return under(then) ?? under(regime) ?? definition
}

/**
 * How the figure of a column's cell compares with that of the period just before and of the same
 * period a year earlier, each found by the same question; `figureIn` answers it (M37).
 */
export const travelsOf = (
  question: Question,
  rules: KPIRules,
  column: Column,
  definition: Definition,
  { figure, outcome }: Pick<ShownFigure, 'figure' | 'outcome'>,
  way: Better | Range | null,
  figureIn: (period: Period, definition: Definition) => ShownFigure | null,
): Travels => {
  if (way === null || outcome?.kind !== 'measured') return noTravels
  const { value } = outcome
  const own = readPeriod(figure.of)
  const since = (months: number): Travel | null => {
    const period = periodEarlier(own, months)
    const then = definitionIn(question, rules, column, definition, period)
    const shown = then.unit === definition.unit ? figureIn(period, then) : null
    if (shown?.outcome?.kind !== 'measured') return null
    const of = formatPeriod(period)
    if (shown.figure.of !== of) return null
    const change = less(value, shown.outcome.value)
    return { since: of, change, direction: directionOf(value, shown.outcome.value, way) }
  }
  return {
    previous: definition.accumulation === 'year-to-date' ? null : since(monthsIn(own)),
    year: since(12),
  }
}
