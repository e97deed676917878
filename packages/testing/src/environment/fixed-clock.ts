import { instantAfter } from './instant'

/** When fixtures start, unless told otherwise. */
export const defaultStart = '2016-04-01T09:00:00.000Z'

/** How far apart fixtures are in time, unless told otherwise: a second. */
export const defaultStepMs = 1000

/**
 * A clock for `execute` that nobody has to wait for: the first answer is `start`, each later one
 * is `stepMs` after the one before it. A step of 0 stands still.
 */
export const fixedClock = (start = defaultStart, stepMs = defaultStepMs): (() => string) => {
  let calls = 0
  return () => instantAfter(start, stepMs * calls++)
}
