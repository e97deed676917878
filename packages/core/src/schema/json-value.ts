import { limits } from '../limits'
import { whole } from './combinators'
import { isJson, isPlainObject, type Json } from './json'

/** An object whose fields are checked elsewhere. */
export const PlainObject = whole<object>({
  name: 'an object',
  test: isPlainObject,
  type: 'object',
})

/** Any JSON value, for what the ledger stores without reading (metadata). */
export const JsonValue = whole<Json>({
  name: `JSON (no -0, no lone surrogate, nested at most ${limits.depth} deep)`,
  test: (u) => isJson(u),
})
