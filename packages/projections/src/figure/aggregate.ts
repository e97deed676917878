import { formatPeriod, type Aggregation, type Outcome, type Period } from '@kpi-ledger/core'
import {
  computedFigure,
  divideHalfEven,
  exact,
  type ActualEntry,
  type Exact,
  type Measured,
} from '@kpi-ledger/core/unstable'

/** A period, and what is recorded for exactly it. */
export interface Part {
  /** The period. */
  readonly period: Period
  /** The actual; null if nothing is recorded. */
  readonly actual: ActualEntry | null
}

/** The figure of a period as computed from its parts. */
export interface Aggregate {
  /** Null if parts are missing. */
  readonly outcome: Outcome | null
  /** The parts whose figures go into it. */
  readonly from: ReadonlyArray<string>
  /** The parts without which it cannot be computed; null if there are none. */
  readonly missing: ReadonlyArray<string> | null
}

/** Decimals of computed numbers where a definition states none. */
export const DEFAULT_DECIMALS = 2

const sumOf = (numbers: ReadonlyArray<Exact>): Exact =>
  numbers.reduce((sum, each) => sum.plus(each), exact(0))

const sumOfWeights = (parts: ReadonlyArray<Measured>): Exact =>
  sumOf(parts.map(({ of = 0 }) => exact(of)))

/** The figure computed from at least one; of a weighted mean, the weights do not add up to 0. */
const compute = (
  aggregation: Aggregation,
  parts: ReadonlyArray<Measured>,
  decimals: number,
): number => {
  const values = parts.map(({ value }) => value)
  const sum = sumOf(values.map(exact))
  switch (aggregation) {
    case 'sum':
      return computedFigure(sum)
    case 'mean':
      return divideHalfEven(sum, exact(parts.length), decimals)
    case 'weighted-mean': {
      const weighted = sumOf(parts.map(({ value, of = 0 }) => exact(value).times(exact(of))))
      return divideHalfEven(weighted, sumOfWeights(parts), decimals)
    }
    case 'maximum':
      return Math.max(...values)
    case 'minimum':
      return Math.min(...values)
    case 'last':
      return values.reduce((_, value) => value)
  }
}

const isLeftOut = ({ actual }: Part): boolean =>
  actual?.outcome.kind === 'not-measured' && actual.outcome.reason === 'no-activity'

const namesOf = (parts: ReadonlyArray<Part>): ReadonlyArray<string> =>
  parts.map(({ period }) => formatPeriod(period))

/**
 * Computes a figure from those of the parts of a period (M3). A part in which there was nothing to measure is left
 * out, unless all are: then that is the outcome. Any other that has no value, or of a weighted
 * mean no `of`, is missing; so are all whose weights add up to 0.
 */
export const aggregate = (
  aggregation: Aggregation,
  parts: ReadonlyArray<Part>,
  decimals: number = DEFAULT_DECIMALS,
): Aggregate => {
  const counted = parts.filter((part) => !isLeftOut(part))
  if (counted.length === 0) {
    const outcome: Outcome = { kind: 'not-measured', reason: 'no-activity' }
    return { outcome, from: namesOf(parts), missing: null }
  }
  const measured: Array<Measured> = []
  const from: Array<Part> = []
  const missing: Array<Part> = []
  for (const part of counted) {
    const outcome = part.actual?.outcome
    const counts =
      outcome?.kind === 'measured' && (aggregation !== 'weighted-mean' || outcome.of !== undefined)
    if (counts) {
      measured.push(outcome)
      from.push(part)
    } else missing.push(part)
  }
  if (missing.length > 0) return { outcome: null, from: namesOf(from), missing: namesOf(missing) }
  if (aggregation === 'weighted-mean' && sumOfWeights(measured).eq(exact(0)))
    return { outcome: null, from: [], missing: namesOf(from) }
  const value = compute(aggregation, measured, decimals)
  return { outcome: { kind: 'measured', value }, from: namesOf(from), missing: null }
}
