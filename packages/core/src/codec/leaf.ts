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

/**
 * A string that passes a test. The last one to pass is remembered: streams, instants and regimes
 * come in runs.
 */
export const stringLeaf = (
  name: string,
  test: (s: string) => boolean,
  explain?: (u: unknown) => string,
): Leaf<string> => {
  let last = ''
  const accepts = (u: unknown): boolean => {
    if (typeof u !== 'string') return false
    if (u === last && u !== '') return true
    if (!test(u)) return false
    last = u
    return true
  }
  return new Leaf<string>(name, accepts, explain)
}

/** A string that matches a pattern. */
export const patternLeaf = (name: string, pattern: RegExp, maxLength = 64): Leaf<string> =>
  stringLeaf(name, (s) => s.length <= maxLength && pattern.test(s))
