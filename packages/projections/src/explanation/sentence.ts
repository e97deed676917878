import type {
  Comparator,
  Month,
  NotRatedReason,
  Outcome,
  Period,
  Target,
  Unit,
} from '@kpi-ledger/core'
import {
  codeInWords,
  exact,
  lastMonth,
  NEEDED,
  profileKey,
  readPeriod,
  type Exact,
} from '@kpi-ledger/core/unstable'
import type { Cell } from '../scorecard/cell'
import { monthName, periodName } from './calendar-words'
import { figureInWords, plain } from './figure'

/** The parts of a sentence about a cell. */
export interface Subject {
  /** The cell. */
  readonly cell: Cell
  /** The unit of the KPI's figures (M9b). */
  readonly unit: Unit
  /** The period of the cell. */
  readonly period: Period
  /** The first month of the financial year, 1 to 12. */
  readonly yearStart: number
  /** As stated, including any profile; null if there is none. */
  readonly target: Target | null
  /** First month it is stated for. */
  readonly statedFrom: string
  /** The value as it was rated (M15). */
  readonly rated: Exact | null
  /** What the KPI whose figure was taken is to this one; null if it has a figure of its own (M23). */
  readonly relation: Relation | null
}

/** What another KPI is to one that shares a row with it in a comparison (M23). */
export type Relation = 'predecessor' | 'successor'

/** The distance of a value from its target: from its value, or the nearer end of its range. */
export interface TargetMargin {
  /** The value that it is measured from. */
  readonly from: number
  /** The value as rated minus `from`, exactly; above is positive. */
  readonly difference: number
  /** Whether the value meets the target. */
  readonly meets: boolean
}

/** "the May profile of", "the annual target of" or "the target of", with what it asks for. */
const nameOf = (target: Target | null, month: Month): string => {
  if (target === null || target.comparator === 'between') return 'the target of '
  const needed = NEEDED[target.comparator]
  if (target.profile === undefined) return `the target of ${needed}`
  const name = Object.hasOwn(target.profile, profileKey(month))
    ? `${monthName(month)} profile`
    : 'annual target'
  return `the ${name} of ${target.comparator === '>=' ? '' : needed}`
}

const targetPhrase = ({ cell, unit, target, period, yearStart, statedFrom }: Subject): string => {
  const name = nameOf(target, lastMonth(period, yearStart))
  const value =
    typeof cell.target === 'number'
      ? figureInWords(exact(cell.target), unit)
      : cell.target === null
        ? ''
        : `${figureInWords(exact(cell.target.low), unit)} to ${figureInWords(exact(cell.target.high), unit)}`
  const late = cell.extrapolated ? `, stated only from ${statedFrom} on` : ''
  return `${name}${value}${late}`
}

const population = ({ of }: Extract<Outcome, { kind: 'measured' }>, unit: Unit): string => {
  if (of === undefined) return ''
  return unit === 'count' ? ` of ${plain(exact(of))}` : ` (of ${plain(exact(of))})`
}

/** The printed text, if it differs from the figure. */
const printed = (text: string | undefined, value: number | null): string =>
  text === undefined || Number(text) === value ? '' : ` (published as "${text}")`

/** Periods in a sentence: `April 2016, May 2016 and June 2016`; of more than four, the first and last. */
const listed = (periods: ReadonlyArray<string>, yearStart: number): string => {
  const names = periods.map((each) => periodName(readPeriod(each), yearStart))
  return names.length > 4
    ? `${names.length} periods from ${[names[0], names.at(-1)].join(' to ')}`
    : names.join(', ').replace(/, ([^,]*)$/, ' and $1')
}

/** The period a figure was recorded for, if it is not that of the cell (M3). */
const ofPeriod = ({ figure: of, period }: Cell, yearStart: number): string =>
  of === null || of.of === period ? '' : ` for ${periodName(readPeriod(of.of), yearStart)}`

/** What a figure was computed from: `, the sum of April 2016 and May 2016`; empty if it was recorded (M3). */
const computedFrom = ({ figure: of }: Cell, yearStart: number): string =>
  of === null || of.aggregation === null || of.from === null
    ? ''
    : `, the ${codeInWords(of.aggregation)} of ${listed(of.from, yearStart)}`

/** The KPI the figure was taken from, if it has none of its own (M23). */
const origin = ({ cell: { evidence }, relation }: Subject): string | null =>
  evidence === null || relation === null ? null : `its ${relation} ${evidence.kpi}`

const valuePhrase = (
  subject: Subject,
  outcome: Extract<Outcome, { kind: 'measured' }>,
  rated: Exact,
): string => {
  const { cell, unit, yearStart } = subject
  const { value, published } = outcome
  const recorded =
    figureInWords(exact(value), unit) +
    population(outcome, unit) +
    printed(published, value) +
    ofPeriod(cell, yearStart)
  const taken = origin(subject)
  const asides = [
    computedFrom(cell, yearStart),
    ...(taken === null ? [] : [`, taken from ${taken}`]),
    ...(rated.eq(exact(value)) ? [] : [`, rounded to ${figureInWords(rated, unit)}`]),
  ]
  const aside = asides.join('')
  return aside === '' ? recorded : `${recorded}${aside},`
}

const position = (margin: TargetMargin, comparator: Comparator | null): string => {
  const difference = exact(margin.difference)
  if (comparator === 'between' && margin.meets) return 'is within'
  if (difference.eq(0)) return margin.meets ? 'is exactly' : 'only equals'
  return `is ${plain(difference.abs())} ${difference.gt(0) ? 'above' : 'below'}`
}

const REASONS: Readonly<Record<NotRatedReason, (when: string) => string>> = {
  'not-recorded': (when) => `nothing is recorded for ${when}`,
  'not-due': (when) => `no assessment was due in ${when}`,
  'not-yet-measurable': (when) => `it could not yet be measured in ${when}`,
  'no-activity': (when) => `there was nothing to measure in ${when}`,
  'no-data': (when) => `there is no data for ${when}`,
  'not-measurable': (when) => `it could not be measured in ${when}`,
  incomplete: (when) => `the figures for ${when} are incomplete`,
  'no-target': () => 'it has no target',
  'no-profile-point': (when) => `the profile has no value for ${when}`,
}

/** The parts without which an aggregate cannot be computed (M3). */
const lacking = ({ figure: of }: Cell, yearStart: number): string => {
  if (of === null || of.missing === null) return ''
  return `: no figure that counts for ${listed(of.missing, yearStart)}`
}

const whyNotRated = (subject: Subject): string => {
  const { cell, period, yearStart } = subject
  const { outcome, reason } = cell
  const when = reason === 'no-profile-point' ? lastMonth(period, yearStart) : period
  const why =
    reason === null ? '' : REASONS[reason](periodName(when, yearStart)) + lacking(cell, yearStart)
  if (outcome?.kind === 'measured')
    return `${valuePhrase(subject, outcome, exact(outcome.value))} is not rated: ${why}`
  const taken = origin(subject)
  return `${why}${printed(outcome?.text, null)}${taken === null ? '' : `, as recorded for ${taken}`}`
}

/** The distance of a rated value from its target, exactly; null if not rated. */
export const marginTo = (
  { target, comparator }: Cell,
  rated: Exact | null,
): TargetMargin | null => {
  if (target === null || comparator === null || rated === null) return null
  if (typeof target !== 'number') {
    const { low, high } = target
    const toLow = rated.minus(exact(low))
    const toHigh = rated.minus(exact(high))
    const nearer = toLow.abs().lte(toHigh.abs()) ? low : high
    return {
      from: nearer,
      difference: rated.minus(exact(nearer)).toNumber(),
      meets: toLow.gte(0) && toHigh.lte(0),
    }
  }
  const difference = rated.minus(exact(target))
  const better = comparator.startsWith('<') ? difference.lt(0) : difference.gt(0)
  const meets = better || (comparator.endsWith('=') && difference.eq(0))
  return { from: target, difference: difference.toNumber(), meets }
}

/**
 * A cell in one English sentence, without its full stop: how far the value lies from the target,
 * or why it is not rated (M28). "20.32 % is 0.01 above the May profile of 20.31 %".
 */
export const sentenceOf = (subject: Subject): string => {
  const { cell, rated } = subject
  const margin = marginTo(cell, rated)
  if (cell.outcome?.kind !== 'measured' || rated === null || margin === null)
    return whyNotRated(subject)
  const value = valuePhrase(subject, cell.outcome, rated)
  const sentence = `${value} ${position(margin, cell.comparator)} ${targetPhrase(subject)}`
  return position(margin, cell.comparator) === 'only equals'
    ? `${sentence}, which it has to beat`
    : sentence
}

/** Who decided on another rating than that of the rules, and why; empty if nobody did (M33). */
export const decisionOf = ({ rating, computed, decided }: Cell): string => {
  if (computed === null || decided === null) return ''
  const by = decided.actor === null ? 'it was decided' : `${decided.actor} decided`
  return `; by the rules it is "${computed.label}", but ${by} on "${rating.label}": ${decided.reason}`
}
