import { shortMonthName } from '@kpi-ledger/core/unstable'

/** `2016-04` as `Apr 2016`; longer periods as they are. */
export const periodInWords = (period: string): string => {
  const month = /^\d{4}-(\d{2})$/.exec(period)?.[1]
  return month === undefined ? period : `${shortMonthName(Number(month))} ${period.slice(0, 4)}`
}
