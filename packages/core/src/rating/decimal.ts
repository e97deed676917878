import { Big } from 'big.js'

/** Exact decimal arithmetic on figures as written; never binary floating point (M10, M15). */
export type Exact = Big

/** A figure as an exact decimal. */
export const exact = (n: number): Exact => new Big(n)

const HALF_AWAY_FROM_ZERO = 1
const HALF_EVEN = 2

/** Rounds half away from zero, as contracts print bands (M15). */
export const roundHalfAway = (n: Exact, decimals: number): Exact =>
  n.round(decimals, HALF_AWAY_FROM_ZERO)

/** A ledger has one zero: a small negative number rounds to 0, not to -0. */
const toFigure = (n: Exact): number => (n.eq(0) ? 0 : n.toNumber())

/** A computed number as a figure: to 15 significant digits, half to even, if it has more (M15). */
export const computedFigure = (n: Exact): number =>
  toFigure(n.c.length > 15 ? n.prec(15, HALF_EVEN) : n)

/** Rounds half to even, as computed numbers are shown (wire format, Tracker). */
export const roundHalfEven = (n: Exact, decimals: number): number =>
  toFigure(n.round(decimals, HALF_EVEN))

/** The same, but a non-zero value gets as many decimals as it needs to avoid becoming 0 (M15). */
export const roundDifference = (n: Exact, decimals: number): number => {
  const rounded = roundHalfEven(n, decimals)
  return rounded === 0 && !n.eq(0) ? roundHalfEven(n, -n.e) : rounded
}

/** A quotient rounded once, half to even; the divisor is not 0. */
export const divideHalfEven = (dividend: Exact, divisor: Exact, decimals: number): number => {
  const Rounding = Big()
  Rounding.DP = decimals
  Rounding.RM = HALF_EVEN
  return toFigure(new Rounding(dividend).div(divisor))
}

/** The same, but a non-zero value gets as many decimals as it needs to avoid becoming 0 (M15). */
export const divideDifference = (dividend: Exact, divisor: Exact, decimals: number): number => {
  let digits = decimals
  let rounded = divideHalfEven(dividend, divisor, digits)
  while (rounded === 0 && !dividend.eq(0)) {
    digits = Math.max(digits + 1, divisor.e - dividend.e)
    rounded = divideHalfEven(dividend, divisor, digits)
  }
  return rounded
}
