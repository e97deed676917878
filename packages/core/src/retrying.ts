/**
 * How a writer waits when others are faster or the store is unavailable. The domain has no clock,
 * timer or randomness of its own; the caller provides them.
 */
export interface Retrying {
  /** Resolves after that many milliseconds. */
  readonly wait: (milliseconds: number) => Promise<unknown>
  /**
   * A random number from 0 up to, not including, 1, so that competing writers wait for different
   * times.
   */
  readonly random: () => number
  /** Milliseconds by a monotonic clock. */
  readonly elapsed: () => number
  /** No attempt starts later than this many milliseconds after the first; 10,000 by default. */
  readonly deadline?: number
}

/** How long a writer keeps trying by default, in milliseconds. */
export const DEADLINE = 10_000

/** The upper bound of the first wait; it doubles each time, up to a second. */
const FIRST_WAIT = 5
const LONGEST_WAIT = 1000

/** Number of attempts where waiting is not possible. */
const AT_ONCE = 5

/**
 * Called before each further attempt: waits and resolves with true, or with false once it is too
 * late. Waits are drawn evenly from 0 to a bound that doubles; the last one ends at the deadline.
 */
export const furtherAttempts = (retrying: Retrying | undefined): (() => Promise<boolean>) => {
  let failed = 0
  if (retrying === undefined) return async () => ++failed < AT_ONCE
  const { wait, random, elapsed, deadline = DEADLINE } = retrying
  const end = elapsed() + deadline
  return async () => {
    const left = end - elapsed()
    if (left <= 0) return false
    const bound = Math.min(FIRST_WAIT * 2 ** failed++, LONGEST_WAIT)
    await wait(Math.min(random() * bound, left))
    return true
  }
}
