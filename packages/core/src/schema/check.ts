import { explainer, faultsIn, type Finding } from './explain'
import { generate, type Predicate } from './generate'
import type { Schema } from './schemable'

/** The two halves of a strict reading, which agree on every value. */
export interface Check {
  /** Whether a value has exactly this shape; stops at the first fault. */
  readonly accepts: Predicate
  /** All faults of a value, in order; none if it is accepted. */
  readonly faults: (u: unknown) => ReadonlyArray<Finding>
}

let jitless = false

/**
 * Settings for all codecs. `jitless` prevents the library from generating code from strings; it
 * then walks descriptions instead, several times slower. If the host forbids such code (a content
 * security policy, Node's `--disallow-code-generation-from-strings`), that happens automatically.
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
 * the few bad ones. Values the predicate is not sure of are decided by the walk. The predicate is
 * generated on first use.
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
