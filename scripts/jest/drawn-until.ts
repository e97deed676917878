import fc from 'fast-check'

const AT_ONCE = 20

/**
 * Draws values, some at a time, until `enough` says, of those drawn last, that with them everything has come up; or
 * `most`, by far more than it takes whatever the seed, so that what is missing then cannot come up.
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
