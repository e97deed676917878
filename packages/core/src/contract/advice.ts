import { oddityInWords, type Oddity } from '../advice/oddity'
import { writtenPeriod } from '../period/in-words'
import { readPeriod } from '../period/period'

/** The kinds of advice, each with the rule behind it. */
export const adviceRules = {
  'recorded-ahead': 'M20',
  'outside-unit': 'M40',
  'unlike-before': 'M40',
  'other-frequency': 'M40',
  'not-begun': 'M40',
  'before-first-regime': 'M40',
  'on-no-scorecard': 'M40',
  'looks-alike': 'M41',
  'not-carried-over': 'M22a',
} as const

/** A kind of advice, such as `recorded-ahead`. */
export type AdviceKind = keyof typeof adviceRules

/** Something that was accepted but looks wrong. It is never a refusal, unless that is asked for. */
export interface Advice {
  /** The kind of advice. */
  readonly advice: AdviceKind
  /** The rule behind it, such as `M20`. */
  readonly rule: string
  /** Position of the command in its batch, from 0. */
  readonly index: number
  /** The KPI it is about; null if none. */
  readonly kpi: string | null
  /** The period it is about; null if none. */
  readonly period: string | null
  /** One English sentence without its full stop. */
  readonly sentence: string
}

/**
 * What looks wrong about a command's event, as advice to its sender (M40), in a contract
 * whose year starts in month `yearStart`.
 */
export const adviceOn = (oddity: Oddity, index: number, yearStart: number): Advice => {
  const kpi = 'kpi' in oddity ? oddity.kpi : null
  const period = 'period' in oddity ? oddity.period : null
  const of = kpi === null ? '' : `${kpi} for `
  const about = period === null ? '' : `${of}${writtenPeriod(readPeriod(period), yearStart)}: `
  const sentence = `${about}${oddityInWords(oddity)}`
  return { advice: oddity._tag, rule: adviceRules[oddity._tag], index, kpi, period, sentence }
}
