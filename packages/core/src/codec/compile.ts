import type * as t from 'io-ts'
import { explainer, fits } from './explain'
import { generate, type Predicate } from './generate'
import type { Check } from './report'

/** The generated predicate, or the thorough walk where the host forbids code from strings. */
const accepting = (codec: t.Any, explain: Check['explain']): Predicate => {
  try {
    return generate(codec)
  } catch (e) {
    if (e instanceof EvalError) return (u) => fits(explain, u)
    throw e
  }
}

const compiled = new WeakMap<t.Any, Check>()

/**
 * Turns an io-ts codec into a strict check, once. The codecs stay the only description of the
 * data: a predicate for the many good values and a walk that explains the few bad ones are both
 * made from their type tree, and agree on every JSON value.
 */
export const compile = (codec: t.Any): Check => {
  const known = compiled.get(codec)
  if (known !== undefined) return known
  const explain = explainer(codec)
  const check = { accepts: accepting(codec, explain), explain }
  compiled.set(codec, check)
  return check
}
