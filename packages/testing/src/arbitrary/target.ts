import { targetFaults, type Margin, type Scheme, type Target } from '@kpi-ledger/core'
import { meaningOf } from '@kpi-ledger/core/unstable'
import fc from 'fast-check'
import { arbitraryDistance, arbitraryFigure } from './figures'
import { arbitraryMargin } from './scheme'

/** A distance greater than any margin. */
const FAR = 1_000

const figure = (n: number): number => Math.round(n * 100) / 100

const levelsUsedBy = ({ bands }: Scheme): ReadonlyArray<string> =>
  bands.flatMap(({ when }) => meaningOf(when).level ?? [])

const arbitraryTolerance = ({ bands }: Scheme): fc.Arbitrary<Pick<Target, 'tolerance'>> =>
  bands.some(({ when }) => meaningOf(when).usesTolerance)
    ? fc.oneof(
        fc.constant({}),
        arbitraryMargin().map((tolerance) => ({ tolerance })),
      )
    : fc.constant({})

const monthKeys = Array.from({ length: 12 }, (_, i) => String(i + 1).padStart(2, '0'))

const arbitraryProfile = (): fc.Arbitrary<Record<string, number>> =>
  fc
    .subarray(monthKeys)
    .chain((keys) => fc.tuple(...keys.map((key) => fc.tuple(fc.constant(key), arbitraryFigure()))))
    .map((points) => Object.fromEntries(points))

type Ends = ReadonlyArray<readonly [level: string, distance: number]>

/** Whether targets must state levels because a band tests for one (M12a). */
const needsLevels = ({ bands }: Scheme): boolean =>
  bands.some(({ when }) => meaningOf(when).needsLevel)

const oneSidedLevels = (comparator: string, value: number, ends: Ends) => {
  const worse = comparator.startsWith('>') ? -1 : 1
  return Object.fromEntries(
    ends.map(([name, distance]) => [name, figure(value + worse * distance)]),
  )
}

const rangeLevels = (low: number, high: number, ends: Ends) =>
  Object.fromEntries(
    ends.map(([name, distance]) => [
      name,
      { low: figure(low - distance), high: figure(high + distance) },
    ]),
  )

/** Margins for levels that move with the target (M10). */
const levelMargins = (ends: Ends, percent: boolean): Record<string, Margin> =>
  Object.fromEntries(
    ends.map(([name, distance]) => {
      const size = figure(distance)
      return [name, percent ? { percent: size } : { absolute: size }]
    }),
  )

type Stating = 'nothing' | 'profile' | 'levels' | 'margins' | 'profile and margins'

const stating = (scheme: Scheme, ...others: ReadonlyArray<Stating>): fc.Arbitrary<Stating> =>
  needsLevels(scheme)
    ? fc.constantFrom<Stating>('levels', 'margins', ...others)
    : fc.constantFrom<Stating>('levels', 'margins', 'nothing', 'profile', ...others)

const arbitraryOneSided = (scheme: Scheme, value: number, ends: Ends): fc.Arbitrary<Target> =>
  fc
    .tuple(
      fc.constantFrom('>=', '>', '<=', '<'),
      arbitraryProfile(),
      stating(scheme, 'profile and margins'),
      fc.boolean(),
    )
    .map(([comparator, profile, stated, percent]): Target => {
      const levels = levelMargins(ends, percent)
      switch (stated) {
        case 'nothing':
          return { comparator, value }
        case 'profile':
          return { comparator, value, profile }
        case 'levels':
          return { comparator, value, levels: oneSidedLevels(comparator, value, ends) }
        case 'margins':
          return { comparator, value, levels }
        case 'profile and margins':
          return { comparator, value, profile, levels }
      }
    })

const arbitraryRange = (scheme: Scheme, low: number, ends: Ends): fc.Arbitrary<Target> =>
  fc
    .tuple(arbitraryDistance(), stating(scheme), fc.boolean())
    .map(([width, stated, percent]): Target => {
      const high = figure(low + width)
      const range: Target = { comparator: 'between', low, high }
      if (stated === 'levels') return { ...range, levels: rangeLevels(low, high, ends) }
      return stated === 'margins' ? { ...range, levels: levelMargins(ends, percent) } : range
    })

/**
 * An arbitrary of targets that the scheme can rate (M9 to M14): with every comparator, and with or
 * without a tolerance, levels and a profile. These are left out if the bands would not be nested,
 * except for levels that bands test for (M12a), which are then far away.
 */
export const arbitraryTarget = (scheme: Scheme): fc.Arbitrary<Target> => {
  const levels = levelsUsedBy(scheme)
  return fc
    .tuple(
      arbitraryFigure(),
      arbitraryTolerance(scheme),
      fc.array(arbitraryDistance(), { minLength: levels.length, maxLength: levels.length }),
    )
    .chain(([value, tolerance, distances]) => {
      const sorted = [...distances].sort((a, b) => a - b)
      const ends = levels.map((name, i) => [name, 20 + (sorted[i] ?? 0)] as const)
      return fc
        .oneof(
          { arbitrary: arbitraryOneSided(scheme, value, ends), weight: 3 },
          { arbitrary: arbitraryRange(scheme, value, ends), weight: 1 },
        )
        .map((target) => ({ ...target, ...tolerance }))
    })
    .map((target): Target => {
      if (targetFaults(scheme, target).length === 0) return target
      const far = needsLevels(scheme) ? levels.map((name, i) => [name, (i + 1) * FAR] as const) : []
      if (target.comparator === 'between') {
        const { comparator, low, high } = target
        return {
          comparator,
          low,
          high,
          ...(far.length > 0 ? { levels: rangeLevels(low, high, far) } : {}),
        }
      }
      const { comparator, value } = target
      return {
        comparator,
        value,
        ...(far.length > 0 ? { levels: oneSidedLevels(comparator, value, far) } : {}),
      }
    })
}
