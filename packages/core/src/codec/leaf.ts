import * as t from 'io-ts'
import { preview } from './fault'

/**
 * A codec for a value without parts. `accepts` decides; `explain` says in one sentence what is
 * wrong with a value that was not accepted, without its place.
 */
export class Leaf<A extends string | number> extends t.Type<A> {
  readonly _tag = 'Leaf' as const

  constructor(
    name: string,
    readonly accepts: (u: unknown) => boolean,
    readonly explain: (u: unknown) => string = (u) => `expected ${name}, got ${preview(u)}`,
  ) {
    const is = (u: unknown): u is A => accepts(u)
    super(
      name,
      is,
      (u, context) => (is(u) ? t.success(u) : t.failure(u, context, this.explain(u))),
      t.identity,
    )
  }
}

/** A string that passes a test. */
export const stringLeaf = (
  name: string,
  test: (s: string) => boolean,
  explain?: (u: unknown) => string,
): Leaf<string> => new Leaf<string>(name, (u) => typeof u === 'string' && test(u), explain)

/** A string that matches a pattern. */
export const patternLeaf = (name: string, pattern: RegExp, maxLength = 64): Leaf<string> =>
  new Leaf<string>(name, (u) => typeof u === 'string' && u.length <= maxLength && pattern.test(u))

/** The same leaf, for strings that come in runs: the last one accepted is known at a glance. */
export const recurring = ({ name, accepts, explain }: Leaf<string>): Leaf<string> => {
  let last: unknown = null
  const acceptsAgain = (u: unknown): boolean => {
    if (u === last && last !== null) return true
    if (!accepts(u)) return false
    last = u
    return true
  }
  return new Leaf<string>(name, acceptsAgain, explain)
}
