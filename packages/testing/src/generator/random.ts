/** Random numbers; the same seed gives the same ones. */
export interface Random {
  /** Returns a number from 0 up to, but not including, 1. */
  readonly fraction: () => number
  /** Returns a whole number from `min` to `max`, both included. */
  readonly whole: (min: number, max: number) => number
  /** Returns `true` with that probability, from 0 to 1. */
  readonly chance: (probability: number) => boolean
  /** Returns one of the elements, each equally likely. */
  readonly pick: <A>(from: readonly [A, ...ReadonlyArray<A>]) => A
}

/** A mulberry32 generator: 32 bits of state, fast, and good enough for generated figures. */
export const randomFrom = (seed: number): Random => {
  let state = Math.imul(seed ^ 0x5bd1e995, 0x9e3779b1)
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  return {
    fraction,
    whole: (min, max) => min + Math.floor(fraction() * (max - min + 1)),
    chance: (probability) => fraction() < probability,
    pick: (from) => from[Math.floor(fraction() * from.length)] ?? from[0],
  }
}
