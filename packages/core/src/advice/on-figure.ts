import { knownFrom, type ActualEntry } from '../history/actuals'
import { everythingKnown, type Entry, type Known } from '../history/entry'
import type { History } from '../history/history'
import type { Definition, KPIRules } from '../history/rulebook'
import { definitionInForce, regimeInEffect } from '../history/rules-in-force'
import { standing } from '../history/withdrawals'
import { assessmentMonths } from '../kpi/frequency'
import { lastMonth, monthsIn } from '../period/calendar'
import { formatMonth } from '../period/month'
import { formatPeriod, type Period } from '../period/period'
import { exact, type Exact } from '../rating/decimal'
import type { Oddity } from './oddity'
import { unitFault } from './unit-fault'

/** The definition under the regime in effect in a period, else the first one (M8). */
const definitionFor = (
  history: History,
  kpi: KPIRules,
  period: Period,
  known: Known,
): Definition | undefined => {
  const month = formatMonth(lastMonth(period, history.contract?.yearStart ?? 1))
  const regime = regimeInEffect(history.rules, month, known)
  const own = regime && definitionInForce(history.rules, kpi, regime, month, known)
  return own ?? kpi.definitions.find(known)
}

const onUnit = (
  { kpi, unit }: Definition,
  { period, outcome }: ActualEntry,
): ReadonlyArray<Oddity> => {
  if (outcome.kind !== 'measured') return []
  const { value } = outcome
  const fault = unitFault(value, unit)
  return fault === null
    ? []
    : [{ _tag: 'outside-unit', kpi, period: formatPeriod(period), value, unit, fault }]
}

/** The actuals for other periods of the same length, as they were when one was recorded. */
const before = (
  history: History,
  kpi: string,
  { period, revision }: ActualEntry,
  known: Known,
): ReadonlyArray<ActualEntry> => {
  const earlier: Known = (entry) => entry.revision < revision && known(entry)
  return [...(history.actuals.get(kpi)?.values() ?? [])].flatMap((latest) =>
    latest.period === period || latest.period.kind !== period.kind
      ? []
      : knownFrom(latest, earlier).slice(0, 1),
  )
}

const medianOf = (sorted: ReadonlyArray<Exact>): Exact | undefined => {
  const middle = Math.floor(sorted.length / 2)
  const [lower, upper] = [sorted[middle - 1], sorted[middle]]
  return sorted.length % 2 === 1 || lower === undefined ? upper : upper?.plus(lower).times(0.5)
}

const ENOUGH = 6
const FAR = 10

/** Nothing is ten times a median of 0, of which most figures may be. */
const isFar = (value: Exact, median: Exact): boolean => {
  if (median.eq(0)) return false
  const size = median.abs()
  const along = median.lt(0) ? value.times(-1) : value
  return along.gt(size.times(FAR)) || along.times(FAR).lt(size)
}

const onSize = (
  { kpi }: KPIRules,
  { period, outcome }: ActualEntry,
  earlier: ReadonlyArray<ActualEntry>,
): ReadonlyArray<Oddity> => {
  if (outcome.kind !== 'measured' || earlier.length < ENOUGH) return []
  const { value } = outcome
  const values = earlier.flatMap((each) =>
    each.outcome.kind === 'measured' ? [exact(each.outcome.value)] : [],
  )
  const median = medianOf(values.sort((a, b) => a.cmp(b)))
  return values.length < ENOUGH || median === undefined || !isFar(exact(value), median)
    ? []
    : [
        {
          ...{ _tag: 'unlike-before', kpi, period: formatPeriod(period), value },
          ...{ median: median.toNumber(), figures: values.length },
        },
      ]
}

const onLength = (
  { kpi, frequency }: Definition,
  { period, corrected }: ActualEntry,
  earlier: ReadonlyArray<ActualEntry>,
): ReadonlyArray<Oddity> =>
  corrected || earlier.length > 0 || monthsIn(period) === assessmentMonths[frequency]
    ? []
    : [{ _tag: 'other-frequency', kpi, period: formatPeriod(period), frequency }]

/** How far facts and rules are known (M21). */
export interface KnownParts {
  readonly facts: Known
  readonly rules: Known
}

/**
 * What is odd about a figure itself, beside those recorded before it: outside its unit, far from
 * the median, or for a period of a length that is new for its KPI (M40).
 */
export const onFigure = (
  history: History,
  kpi: KPIRules,
  actual: ActualEntry,
  { facts, rules }: KnownParts,
): ReadonlyArray<Oddity> => {
  const definition = definitionFor(history, kpi, actual.period, rules)
  if (definition === undefined) return []
  const earlier = before(history, kpi.kpi, actual, facts)
  return [
    ...onUnit(definition, actual),
    ...onSize(kpi, actual, earlier),
    ...onLength(definition, actual, earlier),
  ]
}

/** The same for the figure that an event recorded, with everything known. */
export const onRecorded = (
  history: History,
  kpi: string,
  period: string,
  { revision }: Entry,
): ReadonlyArray<Oddity> => {
  const known = standing(history)
  const rules = history.rules.kpis.get(kpi)
  const actual = knownFrom(history.actuals.get(kpi)?.get(period), everythingKnown).find(
    (each) => each.revision === revision,
  )
  return rules === undefined || actual === undefined
    ? []
    : onFigure(history, rules, actual, { facts: known, rules: known })
}
