import type { ActualEntry } from '../history/actual-rows'
import { inRecordedOrder, knownFrom } from '../history/actuals'
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
  const fault = unitFault(outcome, unit)
  return fault === null
    ? []
    : [{ _tag: 'outside-unit', kpi, period: formatPeriod(period), value, unit, fault }]
}

/** The figures of a KPI for periods of one length that came before another of them. */
interface Before {
  /** For how many periods there are any, measured or not. */
  readonly periods: number
  /** Those measured, the least first. */
  readonly values: ReadonlyArray<number>
}

const measuredIn = ({ outcome }: ActualEntry): ReadonlyArray<number> =>
  outcome.kind === 'measured' ? [outcome.value] : []

/** The figures for other periods of the same length, as they were when one was recorded. */
const before = (
  history: History,
  kpi: string,
  { period, revision }: ActualEntry,
  known: Known,
): Before => {
  const earlier: Known = (entry) => entry.revision < revision && known(entry)
  const entries: Array<ActualEntry> = []
  for (const latest of history.actuals.get(kpi)?.values() ?? []) {
    if (latest.period === period || latest.period.kind !== period.kind) continue
    const [entry] = knownFrom(latest, earlier)
    if (entry !== undefined) entries.push(entry)
  }
  return { periods: entries.length, values: entries.flatMap(measuredIn).sort((a, b) => a - b) }
}

const medianOf = (sorted: ReadonlyArray<number>): Exact | undefined => {
  const middle = Math.floor(sorted.length / 2)
  const [lower, upper] = [sorted[middle - 1], sorted[middle]]
  if (upper === undefined) return undefined
  return sorted.length % 2 === 1 || lower === undefined
    ? exact(upper)
    : exact(upper).plus(lower).times(0.5)
}

const ENOUGH = 6
const FAR = 10

/** Nothing is ten times a median of 0, and most figures may be 0. */
const isFar = (value: Exact, median: Exact): boolean => {
  if (median.eq(0)) return false
  const size = median.abs()
  const along = median.lt(0) ? value.times(-1) : value
  return along.gt(size.times(FAR)) || along.times(FAR).lt(size)
}

const onSize = (
  { kpi }: KPIRules,
  { period, outcome }: ActualEntry,
  { values }: Before,
): ReadonlyArray<Oddity> => {
  if (outcome.kind !== 'measured' || values.length < ENOUGH) return []
  const { value } = outcome
  const median = medianOf(values)
  return median === undefined || !isFar(exact(value), median)
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
  { periods }: Before,
): ReadonlyArray<Oddity> =>
  corrected || periods > 0 || monthsIn(period) === assessmentMonths[frequency]
    ? []
    : [{ _tag: 'other-frequency', kpi, period: formatPeriod(period), frequency }]

/** How far facts and rules are known (M21). */
export interface KnownParts {
  /** Whether an entry about facts is known. */
  readonly facts: Known
  /** Whether an entry about rules is known. */
  readonly rules: Known
}

/**
 * What is odd about a figure itself, beside those recorded before it: outside its unit, far from
 * the median, or for a period of a length that is new for its KPI (M40).
 */
const onFigure = (
  history: History,
  kpi: KPIRules,
  actual: ActualEntry,
  earlier: Before,
  rules: Known,
): ReadonlyArray<Oddity> => {
  const definition = definitionFor(history, kpi, actual.period, rules)
  if (definition === undefined) return []
  return [
    ...onUnit(definition, actual),
    ...onSize(kpi, actual, earlier),
    ...onLength(definition, actual, earlier),
  ]
}

/** The figures of a KPI for periods of one length, as they come. */
class Figures implements Before {
  readonly values: Array<number> = []
  private readonly latest = new Map<Period, ActualEntry>()

  get periods(): number {
    return this.latest.size
  }

  /** Where a value stands among those measured, or would. */
  private placeOf(value: number): number {
    let [low, high] = [0, this.values.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.values[middle] ?? Infinity) < value) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Takes out what is replaced. */
  without({ period }: ActualEntry): this {
    const replaced = this.latest.get(period)
    if (replaced === undefined) return this
    for (const value of measuredIn(replaced)) this.values.splice(this.placeOf(value), 1)
    this.latest.delete(period)
    return this
  }

  with(entry: ActualEntry): void {
    for (const value of measuredIn(entry)) this.values.splice(this.placeOf(value), 0, value)
    this.latest.set(entry.period, entry)
  }
}

/** What is odd about every figure of a KPI, by revision, as far as it is known (M40). */
export const onFigures = (
  history: History,
  kpi: KPIRules,
  { facts, rules }: KnownParts,
): ReadonlyMap<number, ReadonlyArray<Oddity>> => {
  const byKind = new Map<Period['kind'], Figures>()
  const found = new Map<number, ReadonlyArray<Oddity>>()
  for (const entry of inRecordedOrder(history.actuals.get(kpi.kpi))) {
    if (!facts(entry)) continue
    const { kind } = entry.period
    const figures = byKind.get(kind) ?? new Figures()
    byKind.set(kind, figures)
    found.set(entry.revision, onFigure(history, kpi, entry, figures.without(entry), rules))
    figures.with(entry)
  }
  return found
}

/** What is odd about the figure that an event recorded, with everything known (M40). */
export const onRecorded = (
  history: History,
  kpi: string,
  period: string,
  { revision }: Entry,
): ReadonlyArray<Oddity> => {
  const known = standing(history)
  const rules = history.rules.kpis.get(kpi)
  const actual = knownFrom(history.actuals.latest(kpi, period), everythingKnown).find(
    (each) => each.revision === revision,
  )
  return rules === undefined || actual === undefined
    ? []
    : onFigure(history, rules, actual, before(history, kpi, actual, known), known)
}
