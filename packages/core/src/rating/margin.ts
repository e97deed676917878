import type { Codec } from '../schema/codec'
import { keyed, struct } from '../schema/combinators'
import { PositiveDecimal } from '../schema/number'
import { exact, type Exact } from './decimal'

/** An amount in the KPI's own unit (M10). */
export interface AbsoluteMargin {
  /** In the KPI's unit, above 0. */
  readonly absolute: number
}

/** A share of the size of the target value it is measured from (M10). */
export interface PercentMargin {
  /** In percent, above 0: 5 is a twentieth. */
  readonly percent: number
}

/** The codec of an absolute margin. */
export const AbsoluteMargin: Codec<AbsoluteMargin> = struct('an absolute margin', {
  absolute: PositiveDecimal,
})

/** The codec of a margin in percent. */
export const PercentMargin: Codec<PercentMargin> = struct('a percent margin', {
  percent: PositiveDecimal,
})

/**
 * A distance from a target value: in the KPI's unit, or in percent of the size of the value (M10).
 */
export type Margin = AbsoluteMargin | PercentMargin

/** The codec of a margin. */
export const Margin: Codec<Margin> = keyed('a margin such as {"absolute": 1} or {"percent": 5}', {
  absolute: AbsoluteMargin,
  percent: PercentMargin,
})

/** The size of a margin, measured from a target value; 0 for a percentage of 0 (M10). */
export const marginFrom = (margin: Margin, value: Exact): Exact =>
  'absolute' in margin
    ? exact(margin.absolute)
    : value.abs().times(exact(margin.percent)).times(exact(0.01))

/** A margin as text: `0.5`, `5 %`. */
export const marginInWords = (margin: Margin): string =>
  'absolute' in margin ? exact(margin.absolute).toFixed() : `${exact(margin.percent).toFixed()} %`
