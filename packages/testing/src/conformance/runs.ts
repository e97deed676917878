import fc from 'fast-check'

/** The number of runs, or the number that fast-check is configured for if that is smaller. */
export const runs = (most: number): number =>
  Math.min(most, fc.readConfigureGlobal().numRuns ?? most)
