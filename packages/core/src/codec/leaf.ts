import * as t from 'io-ts'
import { preview } from './fault'

/** A value without parts, and the name `typeof` gives it. */
interface Kinds {
  readonly string: string
  readonly number: number
}

/**
 * A codec for a value without parts: of one kind, and passing a test. `explain` says in one
 * sentence what is wrong with a value that was not accepted, without its place.
 */
export class Leaf<K extends keyof Kinds> extends t.Type<Kinds[K]> {
  readonly _tag = 'Leaf' as const

  constructor(
    readonly kind: K,
    name: string,
    readonly test: (value: Kinds[K]) => boolean,
    readonly explain: (u: unknown) => string = (u) => `expected ${name}, got ${preview(u)}`,
  ) {
    const is = (u: unknown): u is Kinds[K] => this.accepts(u)
    super(
      name,
      is,
      (u, context) => (is(u) ? t.success(u) : t.failure(u, context, this.explain(u))),
      t.identity,
    )
  }

  accepts(u: unknown): boolean {
    return typeof u === this.kind && this.test(u as Kinds[K])
  }
}

/** A string that passes a test. */
export const stringLeaf = (
  name: string,
  test: (s: string) => boolean,
  explain?: (u: unknown) => string,
): Leaf<'string'> => new Leaf('string', name, test, explain)

/** A number that passes a test. */
export const numberLeaf = (
  name: string,
  test: (n: number) => boolean,
  explain?: (u: unknown) => string,
): Leaf<'number'> => new Leaf('number', name, test, explain)

/** A string that matches a pattern. */
export const patternLeaf = (name: string, pattern: RegExp, maxLength = 64): Leaf<'string'> =>
  stringLeaf(name, (s) => s.length <= maxLength && pattern.test(s))

/** The same leaf, for strings that come in runs: the last one accepted is known at a glance. */
export const recurring = ({ name, test, explain }: Leaf<'string'>): Leaf<'string'> => {
  let last: string | null = null
  const testAgain = (s: string): boolean => {
    if (s === last) return true
    if (!test(s)) return false
    last = s
    return true
  }
  return stringLeaf(name, testAgain, explain)
}
