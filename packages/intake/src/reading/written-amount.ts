import { exact } from '@kpi-ledger/core/unstable'
import type { Unit } from '@kpi-ledger/core'

/** The most significant digits a figure may have (M15). */
export const MOST_DIGITS = 15

const NUMBER = String.raw`\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+`
const AMOUNT = new RegExp(
  String.raw`^(≤|<=|≥|>=|<|>)? ?(\()?([-−+])? ?([£$€])? ?(${NUMBER})(\))? ?(.*)$`,
)

/** A figure as written, split into its parts. */
export interface WrittenAmount {
  /** The bound the number is of; `≤` and `≥` include the number. Null for the number itself. */
  readonly bound: '≤' | '≥' | '<' | '>' | null
  /** Whether it is negative, by a sign or brackets. */
  readonly negative: boolean
  /** Whether brackets make it negative, as in accounts. */
  readonly bracketed: boolean
  /** The sign of its currency; null if it has none. */
  readonly currency: string | null
  /** Its digits, without the separators of thousands. */
  readonly digits: string
  /** What follows the number: `%`, `days`, `m`. */
  readonly suffix: string
}

const BOUNDS: Readonly<Record<string, WrittenAmount['bound']>> = {
  ...{ '≤': '≤', '<=': '≤', '≥': '≥', '>=': '≥', '<': '<', '>': '>' },
}

/** Splits a figure as people write it into its parts; null if the text is not one. */
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

/** How many significant digits the digits have. */
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

/** Whether a word names a unit: `8 days` of a KPI in `days`. */
const says = (unit: Unit, word: string): boolean => {
  if (isPercentage(unit) && UNIT_WORDS['percent']?.test(word) === true) return true
  const known = UNIT_WORDS[unit]?.test(word)
  const [one, other] = [word.toLowerCase(), unit.toLowerCase()]
  return known ?? (one === other || `${one}s` === other || one === `${other}s`)
}

/** The number scaled by what follows it, such as `m`; null if that does not fit the unit. */
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

/** The value of a written figure in a unit, or the reason why it has none. */
export const valueIn = (amount: WrittenAmount, unit: Unit): number | string => {
  const { currency, digits, negative, suffix } = amount
  if (currency !== null && (currency !== '£' || unit !== 'pounds'))
    return `it is in ${currency}, but the KPI is in ${unit}`
  if (digitsIn(digits) > MOST_DIGITS)
    return `it has more than ${String(MOST_DIGITS)} significant digits`
  const scale = scaled(amount, unit)
  if (scale === null)
    return suffix === '%'
      ? `it is a percentage, but the KPI is in ${unit}`
      : `${JSON.stringify(suffix)} after the number is not the KPI's unit, ${unit}`
  const size = exact(Number(digits)).times(scale.factor).toNumber()
  return size === 0 ? 0 : negative ? -size : size
}
