import { exact } from '@kpi-ledger/core/unstable'
import type { Unit } from '@kpi-ledger/core'

/** Most significant digits of a figure (M15). */
export const MOST_DIGITS = 15

const NUMBER = String.raw`\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+`
const AMOUNT = new RegExp(
  String.raw`^(≤|<=|≥|>=|<|>)? ?(\()?([-−+])? ?([£$€])? ?(${NUMBER})(\))? ?(.*)$`,
)

/** A figure as written, split into parts. */
export interface WrittenAmount {
  /** `at most` and `at least` include the number, the others do not; null if it stands alone. */
  readonly bound: '≤' | '≥' | '<' | '>' | null
  readonly negative: boolean
  /** Whether it is negative by brackets, as accounts are. */
  readonly bracketed: boolean
  readonly currency: string | null
  /** Its digits, without what parts the thousands. */
  readonly digits: string
  /** What follows the number: `%`, `days`, `m`. */
  readonly suffix: string
}

const BOUNDS: Readonly<Record<string, WrittenAmount['bound']>> = {
  ...{ '≤': '≤', '<=': '≤', '≥': '≥', '>=': '≥', '<': '<', '>': '>' },
}

/** A figure as people write it, split into parts; null if it is not one. */
export const amountIn = (text: string): WrittenAmount | null => {
  const [, bound, open, sign, currency, number, close, suffix = ''] = AMOUNT.exec(text) ?? []
  if (number === undefined || (open === undefined) !== (close === undefined)) return null
  return {
    bound: (bound === undefined ? undefined : BOUNDS[bound]) ?? null,
    negative: open !== undefined || sign === '-' || sign === '−',
    bracketed: open !== undefined,
    currency: currency ?? null,
    digits: number.replaceAll(/[, ]/g, ''),
    suffix: suffix.trim(),
  }
}

/** How many significant digits are written. */
const digitsIn = (digits: string): number => digits.replace('.', '').replace(/^0+/, '').length

const MULTIPLES: Readonly<Record<string, number>> = {
  ...{ k: 1e3, thousand: 1e3, m: 1e6, mn: 1e6, million: 1e6, bn: 1e9, billion: 1e9 },
}

const UNIT_WORDS: Readonly<Record<string, RegExp>> = {
  percent: /^(?:%|per ?cent|pc)$/i,
  days: /^(?:days?|d)$/i,
  hours: /^(?:hours?|hrs?|h)$/i,
  minutes: /^(?:minutes?|mins?)$/i,
  score: /^(?:points?|pts?)$/i,
  pounds: /^(?:pounds?|gbp)$/i,
}

/** Whether figures in a unit are percentages. */
export const isPercentage = (unit: Unit): boolean =>
  unit === 'percent' || /^%|^per ?cent/i.test(unit)

/** Whether a word is that of a unit: `8 days` of `days`. */
const says = (unit: Unit, word: string): boolean => {
  if (isPercentage(unit) && UNIT_WORDS['percent']?.test(word) === true) return true
  const known = UNIT_WORDS[unit]?.test(word)
  const [one, other] = [word.toLowerCase(), unit.toLowerCase()]
  return known ?? (one === other || `${one}s` === other || one === `${other}s`)
}

/** A number times what follows it says; null if the two do not fit a unit. */
const scaled = (
  { digits, suffix, currency }: WrittenAmount,
  unit: Unit,
): { readonly factor: number } | null => {
  if (suffix === '') return { factor: 1 }
  if (says(unit, suffix)) return { factor: 1 }
  const [, word = '', rest = ''] = /^([a-z]+) ?(.*)$/i.exec(suffix) ?? []
  const factor = MULTIPLES[word.toLowerCase()]
  const isLetter = word.length <= 2
  const sure = currency !== null || unit === 'pounds'
  if (factor === undefined || (isLetter && !sure) || digits === '') return null
  return rest === '' || says(unit, rest) ? { factor } : null
}

/** The value of a written figure in a unit, or why it has none. */
export const valueIn = (amount: WrittenAmount, unit: Unit): number | string => {
  const { currency, digits, negative, suffix } = amount
  if (currency !== null && (currency !== '£' || unit !== 'pounds'))
    return `it is in ${currency}, and the KPI in ${unit}`
  if (digitsIn(digits) > MOST_DIGITS)
    return `it has more than ${String(MOST_DIGITS)} significant digits`
  const scale = scaled(amount, unit)
  if (scale === null)
    return suffix === '%'
      ? `it is a percentage, and the KPI is in ${unit}`
      : `${JSON.stringify(suffix)} behind the number is not the KPI's unit, ${unit}`
  const size = exact(Number(digits)).times(scale.factor).toNumber()
  return size === 0 ? 0 : negative ? -size : size
}
