import type { Codec, FinancialYear } from '@kpi-ledger/core'
import { invariant, readWrittenPeriod, refinedText } from '@kpi-ledger/core/unstable'

const INSTANT =
  /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(:\d{2}(?:\.\d{1,3})?)?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/

/**
 * The instant in a text such as `2016-06-20T11:00+01:00`, in the ledger's format; null if it is not
 * one.
 */
export const instantIn = (s: string): string | null => {
  const parts = INSTANT.exec(s)
  if (parts === null) return null
  const [, date = '', minutes = '', seconds = ':00', zone = ''] = parts
  // `Date` reads 31 February as a day in March.
  const local = new Date(`${date}T${minutes}${seconds}Z`)
  if (Number.isNaN(local.getTime()) || !local.toISOString().startsWith(`${date}T${minutes}`))
    return null
  return new Date(`${date}T${minutes}${seconds}${zone}`).toISOString()
}

/** An instant as people write it: seconds are optional, and any time zone will do. */
export const InstantText: Codec<string> = refinedText({
  name: 'an instant such as 2016-06-20T10:00:00Z',
  test: (s) => instantIn(s) !== null,
  pattern: INSTANT.source,
})

/** A decoded instant, in the ledger's format. */
export const readInstant = (s: string): string => {
  const instant = instantIn(s)
  invariant(instant !== null, `"${s}" is not an instant, although decoded as one`)
  return instant
}

/** The financial year of a text decoded as one written by people (M1a). */
export const readYear = (s: string): FinancialYear => {
  const period = readWrittenPeriod(s)
  invariant(
    period.kind === 'financial-year',
    `"${s}" is not a financial year, although decoded as one`,
  )
  return period
}
