import type { Codec, FinancialYear } from '@kpi-ledger/core'
import { invariant, readWrittenPeriod, refinedText } from '@kpi-ledger/core/unstable'

const INSTANT =
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/
const ZONE = /(?:Z|[+-]..:..)$/

/** The length of `2016-06-20T11:00`, to the minute. */
const MINUTES = 16

/**
 * The instant that a text such as `2016-06-20T11:00+01:00` states, as the ledger writes it; null if
 * the text does not state one.
 */
export const instantIn = (s: string): string | null => {
  if (!INSTANT.test(s)) return null
  // `Date` takes 31 February for a day in March.
  const local = new Date(s.replace(ZONE, 'Z'))
  if (Number.isNaN(local.getTime()) || !local.toISOString().startsWith(s.slice(0, MINUTES)))
    return null
  return new Date(s).toISOString()
}

/** An instant as people write it: seconds are optional, and any time zone is accepted. */
export const InstantText: Codec<string> = refinedText({
  name: 'an instant such as 2016-06-20T10:00:00Z',
  test: (s) => instantIn(s) !== null,
  pattern: INSTANT.source,
})

/** The instant that a decoded text states, as the ledger writes it. */
export const readInstant = (s: string): string => {
  const instant = instantIn(s)
  invariant(instant !== null, `"${s}" is not an instant, although decoded as one`)
  return instant
}

/** The financial year that a decoded text states (M1a). */
export const readYear = (s: string): FinancialYear => {
  const period = readWrittenPeriod(s)
  invariant(
    period.kind === 'financial-year',
    `"${s}" is not a financial year, although decoded as one`,
  )
  return period
}
