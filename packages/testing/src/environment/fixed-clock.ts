import { instantAfter } from './instant'

/** When the first event of a fixture is recorded, by default. */
export const defaultStart = '2016-04-01T09:00:00.000Z'

/** Milliseconds between the events of a fixture, by default: a second. */
export const defaultStepMs = 1000

/**
 * A deterministic clock for `execute`: the first instant is `start`, and each later one is `stepMs`
 * after the one before. With a step of 0 it stands still.
 */
export const fixedClock = (start = defaultStart, stepMs = defaultStepMs): (() => string) => {
  let calls = 0
  return () => instantAfter(start, stepMs * calls++)
}
