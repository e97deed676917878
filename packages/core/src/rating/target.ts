import * as t from 'io-ts'
import { Code } from '../codec/text'
import { Decimal } from '../codec/number'
import { record, type Immutably } from '../codec/record'
import { patternLeaf } from '../codec/leaf'
import { endsFinancialYear } from '../period/calendar'
import { profileKey, type Month } from '../period/month'
import { Margin } from './margin'

const ProfileMonth = patternLeaf('a month of the year from "01" to "12"', /^(0[1-9]|1[0-2])$/)

/** Target values by calendar month, for every year (M14). */
export const Profile = t.record(ProfileMonth, Decimal, 'a profile')

const OneSidedTarget = record(
  'a target value',
  {
    comparator: t.keyof({ '>=': null, '>': null, '<=': null, '<': null }),
    value: Decimal,
  },
  { tolerance: Margin, levels: t.record(Code, Decimal), profile: Profile },
)

const Range = record('a range', { low: Decimal, high: Decimal })

const RangeTarget = record(
  'a target range',
  { comparator: t.literal('between'), low: Decimal, high: Decimal },
  { tolerance: Margin, levels: t.record(Code, Range) },
)

/** What counts as meeting a KPI (M9, M10, M14). */
export const Target = t.union([OneSidedTarget, RangeTarget], 'a target')
export type Target = Immutably<typeof Target>
export type OneSidedTarget = Immutably<typeof OneSidedTarget>
export type RangeTarget = Immutably<typeof RangeTarget>
export type Range = Immutably<typeof Range>
export type Comparator = Target['comparator']

/** The target as it stands in one period: the profile, if there is one, has been applied. */
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

/**
 * The target in a period that ends in `month`; null where the KPI has a profile without a value
 * for that month (M14).
 */
export const effectiveTarget = (
  target: Target,
  month: Month,
  yearStart: number,
): EffectiveTarget | null => {
  if (target.comparator === 'between') return target
  const value = profileValue(target, month, yearStart)
  if (value === null) return null
  const { profile: _, ...rest } = target
  return { ...rest, value }
}
