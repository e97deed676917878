import fc from 'fast-check'

/** So many runs, or as many as fast-check is configured to where that is less. */
export const runs = (most: number): number =>
  Math.min(most, fc.readConfigureGlobal().numRuns ?? most)
