import { explainer, faultsIn, type Finding } from './explain'
import { generate, type Predicate } from './generate'
import type { Schema } from './schemable'

/** Both halves of a strict reading; they agree on every value. */
export interface Check {
  /** Whether a value has the shape, exactly; stops at the first fault. */
  readonly accepts: Predicate
  /** Every fault of a value, in the order they stand; none of one that is accepted. */
  readonly faults: (u: unknown) => ReadonlyArray<Finding>
}

let jitless = false

/**
 * Settings of all reading. `jitless` keeps the library from ever making code from strings; it then
 * walks descriptions instead, several times slower. Where a host forbids such code (a content
 * security policy, Node's `--disallow-code-generation-from-strings`) it does so by itself.
 */
export const configure = (settings: { readonly jitless: boolean }): void => {
  jitless = settings.jitless
}

/** The generated predicate; null where the host forbids code from strings. */
const generated = (schema: Schema): Predicate | null => {
  try {
    return generate(schema)
  } catch (e) {
    if (e instanceof EvalError) return null
    throw e
  }
}

/**
 * Reads a description twice: as a predicate for the many good values, and as a walk that explains
 * the few bad ones. What the predicate is not sure of, the walk decides. The predicate is made when
 * it is first asked.
 */
export const checkOf = (schema: Schema): Check => {
  const explain = schema(explainer)
  const faults: Check['faults'] = (u) => faultsIn(explain, u)
  const walk: Predicate = (u) => faults(u).length === 0
  let fast: Predicate | null | undefined
  return {
    accepts: (u) => {
      if (jitless) return walk(u)
      if (fast === undefined) fast = generated(schema)
      return fast?.(u) === true || walk(u)
    },
    faults,
  }
}
