/**
 * How a writer bides its time when others are faster or the store is away. The domain has no clock,
 * timer or chance of its own; whoever runs it passes them in.
 */
export interface Retrying {
  /** Resolves after so many milliseconds. */
  readonly wait: (milliseconds: number) => Promise<unknown>
  /** A number from 0 up to, and without, 1: writers that met wait for unlike times. */
  readonly random: () => number
  /** Milliseconds since some moment, by a clock that never goes back. */
  readonly elapsed: () => number
  /** No attempt begins later than so many milliseconds after the first; 10,000 by default. */
  readonly deadline?: number
}

/** How long a writer keeps trying unless told otherwise, in milliseconds. */
export const DEADLINE = 10_000

/** The longest first wait; each one after it may be twice as long, up to a second. */
const FIRST_WAIT = 5
const LONGEST_WAIT = 1000

/** Attempts in all where nothing can be waited for. */
const AT_ONCE = 5

/**
 * Asked before each further attempt: waits, and gives true, or false once it is too late. The waits
 * are drawn evenly from 0 to a bound that doubles; the last one ends at the deadline.
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
