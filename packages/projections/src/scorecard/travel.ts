import {
  formatPeriod,
  type Better,
  type MonthText,
  type Period,
  type Range,
  type Target,
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
  type Adoption,
  type Definition,
  type Exact,
  type KPIRules,
} from '@kpi-ledger/core/unstable'
import { figuresIn, type FigureOf, type ShownFigure } from '../figure/figure'
import type { Question } from '../history/question'
import type { Column } from './column'

/** How a figure compares with an earlier one (M37). */
export interface Travel {
  /** The period of the earlier figure. */
  readonly since: string
  /** This figure less that one, exactly, in the KPI's unit. */
  readonly change: number
  /** Whether the figure became better, worse or neither. */
  readonly direction: 'better' | 'worse' | 'same'
}

/** How a figure compares with earlier ones; null if there is none to compare it with (M37). */
export interface Travels {
  /** Against that of the period of the same length just before; null for a KPI year-to-date. */
  readonly previous: Travel | null
  /** Against that of the same period a year earlier. */
  readonly year: Travel | null
}

/** For cases where there is nothing to say. */
export const noTravels: Travels = { previous: null, year: null }

/** Which way is better: by the target's comparator, or by the definition where there is none (M9a). */
export const wayOf = (target: Target | null, better: Better | undefined): Better | Range | null => {
  if (target === null) return better ?? null
  if (target.comparator === 'between') return { low: target.low, high: target.high }
  return target.comparator.startsWith('>') ? 'higher' : 'lower'
}

/** How far a value lies outside a range; 0 within it. */
const outside = (value: Exact, { low, high }: Range): Exact => {
  if (value.lt(exact(low))) return exact(low).minus(value)
  return value.gt(exact(high)) ? value.minus(exact(high)) : exact(0)
}

/** How a value compares with an earlier one. */
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

/** A period, as that of earlier figures. */
interface Earlier {
  readonly period: Period
  readonly text: string
  readonly month: MonthText
  /** That by which the same question rates it. */
  readonly regime: Adoption
  readonly figureOf: FigureOf
}

/** The two periods that figures of a period are compared with. */
interface EarlierThan {
  /** The period. */
  readonly of: string
  readonly previous: Earlier
  readonly year: Earlier
}

const earlierBy = (
  question: Question,
  { regime, named }: Column,
  own: Period,
  months: number,
): Earlier => {
  const { history, contract, rules: known } = question
  const period = periodEarlier(own, months)
  const month = formatMonth(lastMonth(period, contract.yearStart))
  return {
    period,
    text: formatPeriod(period),
    month,
    regime: named ? regime : (regimeInEffect(history.rules, month, known) ?? regime),
    figureOf: figuresIn(question, period),
  }
}

/** The KPI's definition in an earlier period, under the regime that the same question rates it by. */
const definitionIn = (
  { history, rules: known }: Question,
  rules: KPIRules,
  { regime }: Column,
  definition: Definition,
  { month, regime: then }: Earlier,
): Definition => {
  const isSame = rules.definitions.length === 1 || then.regime === regime.regime
  // If never revised, it is the same at any time; if stated once, under any regime.
  if (isSame && rules.revisions.length === 0) return definition
  const under = (adoption: Adoption): Definition | undefined =>
    definitionInForce(history.rules, rules, adoption, month, known)
  return under(then) ?? under(regime) ?? definition
}

/** A cell as far as its figure is compared with earlier ones. */
export interface Travelling {
  /** The KPI's rules. */
  readonly rules: KPIRules
  /** The definition in the period. */
  readonly definition: Definition
  /** The figure shown. */
  readonly shown: ShownFigure
  /** Which way is better; null if that is not known. */
  readonly way: Better | Range | null
  /** The figure in a period in which the KPI has none of its own. */
  readonly evidenceIn: (period: Period) => ShownFigure | null
}

/**
 * How the figures of a column's cells compare with those of the period just before and of the same
 * period a year earlier, each found by the same question (M37). Nearly all figures of a column are of one
 * period, for which those are worked out once.
 */
export const travelsIn = (
  question: Question,
  column: Column,
): ((travelling: Travelling) => Travels) => {
  let last: EarlierThan | null = null
  const earlierThan = (of: string): EarlierThan => {
    if (last?.of === of) return last
    const own = readPeriod(of)
    const by = (months: number): Earlier => earlierBy(question, column, own, months)
    last = { of, previous: by(monthsIn(own)), year: by(12) }
    return last
  }
  return ({ rules, definition, shown: { figure, outcome }, way, evidenceIn }) => {
    if (way === null || outcome?.kind !== 'measured') return noTravels
    const { value } = outcome
    const since = (earlier: Earlier): Travel | null => {
      const then = definitionIn(question, rules, column, definition, earlier)
      if (then.unit !== definition.unit) return null
      const shown = earlier.figureOf(rules.kpi, then) ?? evidenceIn(earlier.period)
      if (shown?.outcome?.kind !== 'measured' || shown.figure.of !== earlier.text) return null
      const change = less(value, shown.outcome.value)
      const direction = directionOf(value, shown.outcome.value, way)
      return { since: earlier.text, change, direction }
    }
    const { previous, year } = earlierThan(figure.of)
    return {
      previous: definition.accumulation === 'year-to-date' ? null : since(previous),
      year: since(year),
    }
  }
}
