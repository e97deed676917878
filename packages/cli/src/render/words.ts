import { exact, type Comparator, type Outcome } from '@kpi-ledger/core'
import type { Cell } from '@kpi-ledger/projections'

/** A target as a reader expects it: `>= 95`, `10 to 20`. */
export const targetInWords = (comparator: Comparator, target: Cell['target']): string => {
  if (target === null) return 'none'
  return typeof target === 'number'
    ? `${comparator} ${String(target)}`
    : `${String(target.low)} to ${String(target.high)}`
}

/** An outcome as it was published, else the figure, else the reason there is none. */
export const outcomeInWords = (outcome: Outcome | null): string => {
  if (outcome === null) return 'not recorded'
  return outcome.kind === 'measured'
    ? (outcome.published ?? String(outcome.value))
    : (outcome.text ?? inWords(outcome.reason))
}

/** `not-yet-measurable` as `not yet measurable`. */
export const inWords = (code: string): string => code.replaceAll('-', ' ')

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
  if (reason !== null) return inWords(reason)
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
