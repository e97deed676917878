import { instantAfter } from './instant'

/** When fixtures start by default. */
export const defaultStart = '2016-04-01T09:00:00.000Z'

/** How far apart fixtures are in time by default: a second. */
export const defaultStepMs = 1000

/**
 * A deterministic clock for `execute`: the first instant is `start`, each later one `stepMs` after
 * the one before. With a step of 0 it stands still.
 */
export const fixedClock = (start = defaultStart, stepMs = defaultStepMs): (() => string) => {
  let calls = 0
  return () => instantAfter(start, stepMs * calls++)
}
