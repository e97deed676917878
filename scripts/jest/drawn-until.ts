import fc from 'fast-check'

const AT_ONCE = 20

/**
 * Draws values in batches until `enough` says of a batch that everything has now come up, or until
 * there are `most` values: far more than needed, whatever the seed, so that what is missing by then
 * cannot come up.
 */
export const drawnUntil = <A>(
  arbitrary: fc.Arbitrary<A>,
  most: number,
  enough: (values: ReadonlyArray<A>) => boolean,
): ReadonlyArray<A> => {
  const values: Array<A> = []
  for (const seed of fc.sample(fc.nat(), Math.ceil(most / AT_ONCE))) {
    const drawn = fc.sample(arbitrary, { numRuns: AT_ONCE, seed })
    values.push(...drawn)
    if (enough(drawn)) break
  }
  return values
}
