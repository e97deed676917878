import type { Codec, FinancialYear } from '@kpi-ledger/core'
import { invariant, readPeriod, text } from '@kpi-ledger/core/unstable'

const INSTANT =
  /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(:\d{2}(?:\.\d{1,3})?)?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/

/** The instant of a text such as `2016-06-20T11:00+01:00`, as the ledger writes it; null if none. */
export const instantIn = (s: string): string | null => {
  const parts = INSTANT.exec(s)
  if (parts === null) return null
  const [, date = '', minutes = '', seconds = ':00', zone = ''] = parts
  // `Date` takes the 31st of February for a day in March.
  const local = new Date(`${date}T${minutes}${seconds}Z`)
  if (Number.isNaN(local.getTime()) || !local.toISOString().startsWith(`${date}T${minutes}`))
    return null
  return new Date(`${date}T${minutes}${seconds}${zone}`).toISOString()
}

/** An instant as people write it: seconds may be left out, and it may be of another time zone. */
export const InstantText: Codec<string> = text({
  name: 'an instant such as 2016-06-20T10:00:00Z',
  test: (s) => instantIn(s) !== null,
  pattern: INSTANT.source,
})

/** An instant that was decoded, as the ledger writes it. */
export const readInstant = (s: string): string => {
  const instant = instantIn(s)
  invariant(instant !== null, `"${s}" was decoded as an instant, but is none`)
  return instant
}

const YEAR = /^FY(?:19|2\d)\d\d$/

/** A financial year (M1). */
export const YearText: Codec<string> = text({
  name: 'a financial year such as FY2016',
  test: (s) => YEAR.test(s),
  pattern: YEAR.source,
})

/** A financial year that was decoded. */
export const readYear = (s: string): FinancialYear => {
  const period = readPeriod(s)
  invariant(period.kind === 'financial-year', `"${s}" was decoded as a financial year, but is none`)
  return period
}
