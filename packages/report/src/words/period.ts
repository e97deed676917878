import {
  periodInWords as inWords,
  readPeriod,
  spanInWords,
  writtenPeriod,
} from '@kpi-ledger/core/unstable'

/**
 * A period in words, for a contract whose year starts in month `yearStart`: `2016-04` as `Apr
 * 2016`, `FY2016-Q1` as `2016/17 Q1`, but unchanged if the year starts in January (M1a).
 */
export const periodTextInWords = (period: string, yearStart: number): string =>
  inWords(readPeriod(period), yearStart)

/** A period as typed on the command line: `2016/17-Q1`, as a single word (M1a). */
export const periodToAsk = (period: string, yearStart: number): string =>
  writtenPeriod(readPeriod(period), yearStart).replace(' ', '-')

/** `2016-04` as `Apr 2016`. */
export const monthInWords = (month: string): string => periodTextInWords(month, 1)

/**
 * The months that periods span, without duplicates: `Q1: Apr–Jun 2016; 2016/17: Apr 2016–Mar 2017`.
 * Null if all periods are months, so that there is nothing to add (M1a).
 */
export const spansInWords = (periods: Iterable<string>, yearStart: number): string | null => {
  const spans = [...new Set(periods)].flatMap(
    (period) => spanInWords(readPeriod(period), yearStart) ?? [],
  )
  return spans.length === 0 ? null : spans.join('; ')
}
