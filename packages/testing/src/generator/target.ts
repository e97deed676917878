import type { Comparator, Range, Target } from '@kpi-ledger/core'
import type { Measure } from './measures'
import type { Random } from './random'
import type { Style } from './styles'

/** A figure rounded to two decimals, as contracts print them. */
export const figure = (n: number): number => Math.round(n * 100) / 100

const monthKey = (month: number): string => String(month).padStart(2, '0')

/** The share of the year's target that applies in month `n`, counted from 1. */
const profileShare = (kind: Measure['profile'], n: number): number => {
  if (kind === undefined) return 1
  return kind === 'cumulative' ? n / 12 : 1 + Math.sin((n * Math.PI) / 6) / 5
}

/** The usual value of actuals in month `n` of the year, counted from 1. */
export const usualIn = ({ usual, profile }: Measure, n: number): number =>
  usual * profileShare(profile, n)

const profileOf = (
  kind: Measure['profile'],
  value: number,
  yearStart: number,
  random: Random,
): Record<string, number> => {
  const gap = random.chance(0.1) ? random.whole(2, 11) : null
  const last = random.chance(0.5) ? 11 : 12
  const profile: Record<string, number> = {}
  for (let n = 1; n <= last; n++)
    if (n !== gap)
      profile[monthKey(((yearStart + n - 2) % 12) + 1)] = figure(value * profileShare(kind, n))
  return profile
}

const toleranceOf = (style: Style, value: number, random: Random): Pick<Target, 'tolerance'> => {
  if (!style.tolerance || random.chance(0.3)) return {}
  return random.chance(0.5)
    ? { tolerance: { percent: 5 } }
    : { tolerance: { absolute: figure(value * 0.04) } }
}

const rangeTarget = (value: number, style: Style, random: Random): Target => {
  const around = (share: number): Range => ({
    low: figure(value * (1 - share)),
    high: figure(value * (1 + share)),
  })
  const tolerance = toleranceOf(style, value, random)
  const levels = style.levels.map(
    ([name, distance]) => [name, around(0.05 + distance * 2)] as const,
  )
  return {
    comparator: 'between',
    ...around(0.05),
    ...tolerance,
    ...(levels.length === 0 ? {} : { levels: Object.fromEntries(levels) }),
  }
}

const oneSidedTarget = (
  comparator: Exclude<Comparator, 'between'>,
  value: number,
  { profile }: Measure,
  style: Style,
  yearStart: number,
  random: Random,
): Target => {
  const worse = comparator.startsWith('>') ? -1 : 1
  const own = { comparator, value, ...toleranceOf(style, value, random) }
  const stated =
    profile === undefined ? own : { ...own, profile: profileOf(profile, value, yearStart, random) }
  if (style.levels.length === 0 || random.chance(0.2)) return stated
  // With a profile, levels must be margins, which move with it (M14).
  const asMargins = profile !== undefined || random.chance(0.3)
  const levels = style.levels.map(
    ([name, distance]) =>
      [
        name,
        asMargins ? { percent: figure(distance * 100) } : figure(value * (1 + worse * distance)),
      ] as const,
  )
  return { ...stated, levels: Object.fromEntries(levels) }
}

/**
 * A target for a measure near its usual value, such that a style's scheme can rate it (M9 to M14);
 * null if the measure is data only (M9a).
 */
export const targetFor = (
  measure: Measure,
  style: Style,
  yearStart: number,
  random: Random,
): Target | null => {
  const { comparator, usual } = measure
  if (comparator === null) return null
  const value = figure(usual * (1 + (random.fraction() - 0.5) / 20))
  return comparator === 'between'
    ? rangeTarget(value, style, random)
    : oneSidedTarget(comparator, value, measure, style, yearStart, random)
}
