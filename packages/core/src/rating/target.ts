import { endsFinancialYear } from '../period/calendar'
import { profileKey, type Month } from '../period/month'
import type { Codec } from '../schema/codec'
import { keyed, literal, literals, pattern, record, struct, tagged } from '../schema/combinators'
import { Decimal, decimalOr } from '../schema/number'
import { Code } from '../schema/text'
import { AbsoluteMargin, Margin, PercentMargin } from './margin'
import { WeakMemo } from './weak-memo'

/** Target values by calendar month, `"01"` to `"12"`, for every year (M14). */
export type Profile = Readonly<Record<string, number>>

/** The codec of a profile. */
export const Profile: Codec<Profile> = record(
  'a profile',
  pattern('a month of the year from "01" to "12"', '^(?:0[1-9]|1[0-2])$'),
  Decimal,
)

/** A range of values, both ends included, `low` not above `high`. */
export interface Range {
  /** In the KPI's unit. */
  readonly low: number
  /** In the KPI's unit. */
  readonly high: number
}

/** A target with one value: higher is better (`>=`, `>`), or lower is (`<=`, `<`) (M9). */
export interface OneSidedTarget {
  /** On which side of the value the target is met. */
  readonly comparator: '>=' | '>' | '<=' | '<'
  /** In the KPI's unit; with a profile, the year's target (M14). */
  readonly value: number
  /** How far the target may be missed, for a band of the scheme that allows it (M10). */
  readonly tolerance?: Margin
  /**
   * The levels declared by the scheme: values in the KPI's unit, or how much worse than the target
   * value (M10).
   */
  readonly levels?: Readonly<Record<string, number | Margin>>
  /** The target's value month by month; levels are then margins (M14). */
  readonly profile?: Profile
}

/** A target met between two values, both included: being on plan is best (M9). */
export interface RangeTarget extends Range {
  /** Marks a target that is a range. */
  readonly comparator: 'between'
  /** How far outside the range a value may be, for a band of the scheme that allows it (M10). */
  readonly tolerance?: Margin
  /**
   * The levels declared by the scheme: ranges, or how far outside the target's own range (M10).
   */
  readonly levels?: Readonly<Record<string, Range | Margin>>
}

/** What counts as meeting a KPI (M9, M10, M14). */
export type Target = OneSidedTarget | RangeTarget
/** How a figure compares with its target: `>=`, `>`, `<=`, `<` or `between`. */
export type Comparator = Target['comparator']

const range = { low: Decimal, high: Decimal }

const Level: Codec<number | Margin> = decimalOr(
  'a level: a number, or a margin such as {"percent": 5}',
  Margin,
)

const RangeLevel: Codec<Range | Margin> = keyed(
  'a level: a range such as {"low": 5, "high": 25}, or a margin such as {"percent": 5}',
  { low: struct('a range', range), absolute: AbsoluteMargin, percent: PercentMargin },
)

const OneSidedTarget = struct(
  'a target value',
  { comparator: literals('a comparator', ['>=', '>', '<=', '<']), value: Decimal },
  { tolerance: Margin, levels: record('levels', Code, Level), profile: Profile },
)

const RangeTarget = struct(
  'a target range',
  { comparator: literal('between'), ...range },
  { tolerance: Margin, levels: record('levels', Code, RangeLevel) },
)

/** The codec of a target. */
export const Target: Codec<Target> = tagged('a target', 'comparator', {
  '>=': OneSidedTarget,
  '>': OneSidedTarget,
  '<=': OneSidedTarget,
  '<': OneSidedTarget,
  between: RangeTarget,
})

/** The target in one period, with any profile applied. */
export type EffectiveTarget = Omit<OneSidedTarget, 'profile'> | RangeTarget

/** The target value of a month under a profile, or null where the profile has none (M14). */
export const profileValue = (
  target: OneSidedTarget,
  month: Month,
  yearStart: number,
): number | null => {
  const { profile } = target
  if (profile === undefined) return target.value
  const key = profileKey(month)
  const point = Object.hasOwn(profile, key) ? profile[key] : undefined
  if (point !== undefined) return point
  return endsFinancialYear(month, yearStart) ? target.value : null
}

/** For each target, itself with a value of its profile. */
const profiled = new WeakMemo<OneSidedTarget, Map<number, EffectiveTarget>>()

/** A target with the value of its profile in some months: mostly the same object each time. */
const withValue = (target: OneSidedTarget, value: number): EffectiveTarget => {
  const made = profiled.get(target, () => new Map())
  const known = made.get(value)
  if (known !== undefined) return known
  const { profile: _, ...rest } = target
  const added = { ...rest, value }
  made.set(value, added)
  return added
}

/**
 * The target in a period that ends in `month`; null where the KPI has none (M9a), or a profile
 * without a value for that month (M14).
 */
export const effectiveTarget = (
  target: Target | null,
  month: Month,
  yearStart: number,
): EffectiveTarget | null => {
  if (target === null) return null
  if (target.comparator === 'between' || target.profile === undefined) return target
  const value = profileValue(target, month, yearStart)
  return value === null ? null : withValue(target, value)
}

/** A target as text: `>= 95`, `10 to 20`. */
export const targetInWords = (
  comparator: Comparator | null,
  target: number | Range | null,
): string => {
  if (comparator === null || target === null) return 'none'
  return typeof target === 'number' ? `${comparator} ${target}` : `${target.low} to ${target.high}`
}
