const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `2016-04` as `Apr 2016`; longer periods as they are. */
export const periodInWords = (period: string): string => {
  const month = /^\d{4}-(\d{2})$/.exec(period)?.[1]
  return month === undefined ? period : `${MONTHS[Number(month) - 1] ?? ''} ${period.slice(0, 4)}`
}
