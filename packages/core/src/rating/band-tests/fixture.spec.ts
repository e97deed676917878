import { exact } from '../decimal'
import { contains } from '../interval'
import type { EffectiveTarget } from '../target'
import type { Meaning } from './meaning'

export const atLeast = (value: number) => ({ comparator: '>=', value }) as const
export const moreThan = (value: number) => ({ comparator: '>', value }) as const
export const atMost = (value: number) => ({ comparator: '<=', value }) as const
export const lessThan = (value: number) => ({ comparator: '<', value }) as const
export const between = (low: number, high: number) =>
  ({ comparator: 'between', low, high }) as const

/** Whether a value is in a band with this test. */
export const accepts = (meaning: Meaning, target: EffectiveTarget, value: number): boolean => {
  const accepted = meaning.accepts(target)
  return accepted !== null && contains(accepted, exact(value))
}

/** A target, values that a test accepts for it, and values that it does not. */
export type Example = [
  target: EffectiveTarget,
  inside: ReadonlyArray<number>,
  outside: ReadonlyArray<number>,
]

/** Expects a test to accept exactly the values that an example lists as inside. */
export const expectExample = (meaning: Meaning, [target, inside, outside]: Example): void => {
  expect(inside.filter((value) => !accepts(meaning, target, value))).toEqual([])
  expect(outside.filter((value) => accepts(meaning, target, value))).toEqual([])
}
