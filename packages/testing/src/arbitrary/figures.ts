import fc from 'fast-check'

/** A figure to two places, on both sides of 0, never -0. */
export const arbitraryFigure = (): fc.Arbitrary<number> =>
  fc.integer({ min: -20_000, max: 20_000 }).map((n) => n / 100)

/** How far apart two figures may lie: above 0, to two places. */
export const arbitraryDistance = (): fc.Arbitrary<number> =>
  fc.integer({ min: 1, max: 2_000 }).map((n) => n / 100)
