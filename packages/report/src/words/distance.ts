import type { Range } from '@kpi-ledger/core'
import { codeInWords, exact } from '@kpi-ledger/core/unstable'
import type { Cell } from '@kpi-ledger/projections'

const distance = (value: number, target: number): string => {
  const difference = exact(value).minus(exact(target))
  if (difference.eq(exact(0))) return 'on target'
  return `${difference.abs().toFixed()} ${difference.gt(exact(0)) ? 'above' : 'below'}`
}

const fromRange = (value: number, { low, high }: Range): string => {
  if (value < low) return distance(value, low)
  return value > high ? distance(value, high) : 'in range'
}

/** A few words on why a cell has its rating: how far it is from the target, or why it is not rated. */
export const reasonInWords = ({
  outcome,
  target,
  reason,
  rated,
}: Pick<Cell, 'outcome' | 'target' | 'reason' | 'rated'>): string => {
  if (reason !== null) return codeInWords(reason)
  if (outcome?.kind !== 'measured' || target === null) return ''
  const value = rated ?? outcome.value
  const words = typeof target === 'number' ? distance(value, target) : fromRange(value, target)
  return rated === null ? words : `rated as ${rated}, ${words}`
}
