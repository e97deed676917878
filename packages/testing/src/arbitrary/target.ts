import { targetFaults, type BandTest, type Scheme, type Target } from '@kpi-ledger/core'
import fc from 'fast-check'
import { arbitraryDistance, arbitraryFigure } from './figures'
import { arbitraryMargin } from './scheme'

const figure = (n: number): number => Math.round(n * 100) / 100

const levelsSpokenOf = ({ bands }: Scheme): ReadonlyArray<string> =>
  bands.flatMap(({ when }) => {
    if (when === 'otherwise') return []
    if ('clears' in when) return [when.clears]
    return 'reaches' in when ? [when.reaches] : []
  })

const speaksOfTolerance = (when: BandTest): boolean =>
  when !== 'otherwise' && 'within' in when && when.within === 'tolerance'

const arbitraryTolerance = ({ bands }: Scheme): fc.Arbitrary<Pick<Target, 'tolerance'>> =>
  bands.some(({ when }) => speaksOfTolerance(when))
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

const arbitraryOneSided = (
  value: number,
  ends: ReadonlyArray<readonly [level: string, distance: number]>,
): fc.Arbitrary<Target> =>
  fc
    .tuple(fc.constantFrom('>=', '>', '<=', '<'), arbitraryProfile(), fc.nat(2))
    .map(([comparator, profile, kind]): Target => {
      if (kind === 0) return { comparator, value }
      if (kind === 1) return { comparator, value, profile }
      const worse = comparator.startsWith('>') ? -1 : 1
      const levels = ends.map(
        ([name, distance]) => [name, figure(value + worse * distance)] as const,
      )
      return { comparator, value, levels: Object.fromEntries(levels) }
    })

const arbitraryRange = (
  low: number,
  ends: ReadonlyArray<readonly [level: string, distance: number]>,
): fc.Arbitrary<Target> =>
  fc.tuple(arbitraryDistance(), fc.boolean()).map(([width, withLevels]): Target => {
    const high = figure(low + width)
    const range: Target = { comparator: 'between', low, high }
    const levels = ends.map(
      ([name, distance]) =>
        [name, { low: figure(low - distance), high: figure(high + distance) }] as const,
    )
    return withLevels ? { ...range, levels: Object.fromEntries(levels) } : range
  })

/**
 * A target that the scheme can rate (M9 to M14): of every comparator, with or without tolerance,
 * levels and profile. Where bands would not be nested, these three are left out.
 */
export const arbitraryTarget = (scheme: Scheme): fc.Arbitrary<Target> => {
  const levels = levelsSpokenOf(scheme)
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
          { arbitrary: arbitraryOneSided(value, ends), weight: 3 },
          { arbitrary: arbitraryRange(value, ends), weight: 1 },
        )
        .map((target) => ({ ...target, ...tolerance }))
    })
    .map((target): Target => {
      if (targetFaults(scheme, target).length === 0) return target
      return target.comparator === 'between'
        ? { comparator: 'between', low: target.low, high: target.high }
        : { comparator: target.comparator, value: target.value }
    })
}
