import { limits } from '../limits'

/** A JSON value allowed in an event: finite numbers, no -0, well-formed strings. */
export type Json =
  null | boolean | number | string | ReadonlyArray<Json> | { readonly [key: string]: Json }

const OBJECT: unknown = Object.prototype

/** Whether a value is a plain object, from a literal or JSON.parse, of any realm. */
export const isPlainObject = (u: unknown): u is Readonly<Record<string, unknown>> => {
  if (typeof u !== 'object' || u === null || Array.isArray(u)) return false
  const prototype: unknown = Object.getPrototypeOf(u)
  if (prototype === OBJECT || prototype === null) return true
  return (
    typeof prototype === 'object' &&
    Object.getPrototypeOf(prototype) === null &&
    Object.hasOwn(prototype, 'isPrototypeOf')
  )
}

/** Whether an object has a field that JSON would write: its own, and enumerable. */
export const hasField = (object: object, key: string): boolean =>
  Object.prototype.propertyIsEnumerable.call(object, key)

/**
 * Whether a value is JSON that every implementation prints the same way, nested at most 64 deep.
 */
export const isJson = (u: unknown, depth = 0): u is Json => {
  if (u === null || typeof u === 'boolean') return true
  if (typeof u === 'string') return u.isWellFormed()
  if (typeof u === 'number') return Number.isFinite(u) && !Object.is(u, -0)
  if (depth >= limits.depth) return false
  // `every` would skip the holes of a sparse array, which JSON writes as null.
  if (Array.isArray(u)) return Array.from(u).every((item) => isJson(item, depth + 1))
  if (!isPlainObject(u)) return false
  return Object.keys(u).every((key) => key.isWellFormed() && isJson(u[key], depth + 1))
}
