import { codeInWords, exact } from '@kpi-ledger/core/unstable'
import type { Cell } from '@kpi-ledger/projections'

const distance = (value: number, target: number): string => {
  const difference = exact(value).minus(exact(target))
  if (difference.eq(exact(0))) return 'on target'
  return `${difference.abs().toFixed()} ${difference.gt(exact(0)) ? 'above' : 'below'}`
}

const fromRange = (value: number, low: number, high: number): string => {
  if (value < low) return distance(value, low)
  return value > high ? distance(value, high) : 'in range'
}

/** Why a cell is rated as it is, in a few words: how far from the target, or why not at all. */
export const reasonInWords = ({ outcome, target, reason }: Cell): string => {
  if (reason !== null) return codeInWords(reason)
  if (outcome?.kind !== 'measured' || target === null) return ''
  return typeof target === 'number'
    ? distance(outcome.value, target)
    : fromRange(outcome.value, target.low, target.high)
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `2016-04` as `Apr 2016`; longer periods as they are. */
export const periodInWords = (period: string): string => {
  const month = /^\d{4}-(\d{2})$/.exec(period)?.[1]
  return month === undefined ? period : `${MONTHS[Number(month) - 1] ?? ''} ${period.slice(0, 4)}`
}
