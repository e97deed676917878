import type { Outcome, Unit } from '@kpi-ledger/core'
import { codeInWords, exact } from '@kpi-ledger/core/unstable'
import { textOf, type CellContent } from '../sheets/sheet'
import { blank, read, unreadable, type Reading } from './reading'
import { reasonOf } from './reason-words'
import { amountIn, isPercentage, MOST_DIGITS, valueIn, type WrittenAmount } from './written-amount'

/** The context in which a figure is read. */
export interface FigureContext {
  /** The unit of the KPI. */
  readonly unit: Unit
  /**
   * Whether a higher or a lower figure is better; null if not known. A bound such as `≤3` is a
   * figure only where it is the worst case.
   */
  readonly better: 'higher' | 'lower' | null
  /** Whether the file has typed numbers, so that a number kept as text is worth a remark. */
  readonly typed: boolean
  /** What words of the file's own stand for, by those words in lower case. */
  readonly words: ReadonlyMap<string, Reading<Outcome>>
}

const measured = (value: number): Outcome => ({ kind: 'measured', value })

/**
 * A reason why there is no figure, with the words used for it if they differ from the reason's own
 * (M18).
 */
export const notMeasured = (
  reason: Extract<Outcome, { readonly kind: 'not-measured' }>['reason'],
  text: string,
): Outcome =>
  text.toLowerCase() === codeInWords(reason)
    ? { kind: 'not-measured', reason }
    : { kind: 'not-measured', reason, text }

const ERROR = /^#(?:[A-Z]+\/?[A-Z0-9]*[!?]?|Err:\d+)$/
const DASH = /^[-–—−‐]+$/
const EXPONENT = /^-?\d(?:\.\d+)?E[+-]?\d+$/i

/**
 * A number format without what is only decoration: quoted text, escapes, colours and conditions.
 */
const bare = (format: string): string =>
  format.replaceAll(/"[^"]*"|\\.|_.|\*.|\[(?!\$)[^\]]*\]/g, '')

const currencyIn = (format: string): string | null =>
  /[£$€](?!\])/.exec(format.replaceAll(/\[\$([^\]-]*)[^\]]*\]/g, '$1'))?.[0] ?? null

const rounded = (value: number): number => {
  const near = Number(value.toPrecision(MOST_DIGITS))
  return near === 0 ? 0 : near
}

const inUnit = (value: number, format: string, { unit }: FigureContext): Reading<Outcome> => {
  const shown = bare(format)
  const currency = currencyIn(shown)
  if (currency !== null && (currency !== '£' || unit !== 'pounds'))
    return unreadable(`${String(value)} is shown in ${currency}, but the KPI is in ${unit}`)
  const kept = rounded(value)
  const noise = kept === value ? null : `a spreadsheet keeps ${String(MOST_DIGITS)} digits`
  if (!shown.includes('%')) return read(measured(kept), noise)
  if (!isPercentage(unit))
    return unreadable(`${String(value)} is shown as a percentage, but the KPI is in ${unit}`)
  const percent = exact(kept).times(100).toNumber()
  return read(measured(percent), 'it is shown as a percentage')
}

/** Reads a figure that is only known to be at most, or at least, a number. */
const bounded = (
  { bound }: WrittenAmount,
  value: number,
  text: string,
  { better }: FigureContext,
): Reading<Outcome> => {
  if ((bound === '≤' && better === 'lower') || (bound === '≥' && better === 'higher'))
    return read(
      { kind: 'measured', value, published: text },
      `${String(value)} is the worst case, and is shown as ${text}`,
    )
  return unreadable(
    `${JSON.stringify(text)} is not one figure: it may be any number that is ${
      bound === '≤' || bound === '<' ? 'lower' : 'higher'
    }`,
  )
}

const EXPECTED = 'expected a figure or why there is none, such as "Not due"'

/** A number written with no more digits than a figure has. */
const PLAIN = /^-?\d{1,12}(?:\.\d{1,3})?$/

const KEPT_AS_TEXT = 'it is a number kept as text'

const inWords = (text: string, context: FigureContext): Reading<Outcome> => {
  if (PLAIN.test(text))
    return read(measured(Number(text) || 0), context.typed ? KEPT_AS_TEXT : null)
  const reason = reasonOf(text)
  if (reason !== undefined)
    return read(notMeasured(reason, text), `it means ${codeInWords(reason)}`)
  if (DASH.test(text)) return blank('a dash is not a figure')
  if (ERROR.test(text))
    return unreadable(`the spreadsheet could not work it out: ${text}. Choose a reason instead`)
  if (EXPONENT.test(text))
    return unreadable(`${text} has been cut short by a spreadsheet; write it out`)
  const amount = amountIn(text)
  if (amount === null) return unreadable(`${EXPECTED}, got ${JSON.stringify(text)}`)
  const value = valueIn(amount, context.unit)
  if (typeof value === 'string') return unreadable(`${JSON.stringify(text)}: ${value}`)
  if (amount.bound !== null) return bounded(amount, value, text, context)
  if (amount.bracketed) return read(measured(value), 'brackets make it negative')
  if (/^[-+−]?\d*\.?\d+$/.test(text))
    return read(measured(value), context.typed ? KEPT_AS_TEXT : null)
  return read(measured(value), `it is in ${context.unit}`)
}

/**
 * Reads a figure as people type it, in the unit of its KPI (M17, M18): a number, `1,234.5`,
 * `£4.2m`, `95%` or Excel's 0.95 shown as a percentage, `8 days`, or why there is none. Anything
 * ambiguous is a fault.
 */
export const readFigure = (content: CellContent, context: FigureContext): Reading<Outcome> => {
  const text = textOf(content)
  const own = context.words.size === 0 ? undefined : context.words.get(text.toLowerCase())
  if (own !== undefined) return own
  if (content === null || text === '') return blank()
  switch (content.kind) {
    case 'number':
      return inUnit(content.value, content.format, context)
    case 'text':
    case 'error':
      return inWords(text, context)
    case 'boolean':
      return unreadable(`${EXPECTED}, got ${text.toUpperCase()}`)
    case 'date':
      return unreadable(`${EXPECTED}, got the date ${text}; type the figure again as a number`)
  }
}
