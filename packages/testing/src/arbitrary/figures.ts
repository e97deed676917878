import fc from 'fast-check'

/** A figure with two decimals, on either side of 0, never -0. */
export const arbitraryFigure = (): fc.Arbitrary<number> =>
  fc.integer({ min: -20_000, max: 20_000 }).map((n) => n / 100)

/** A distance between two figures: above 0, with two decimals. */
export const arbitraryDistance = (): fc.Arbitrary<number> =>
  fc.integer({ min: 1, max: 2_000 }).map((n) => n / 100)
