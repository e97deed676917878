import { isPlainObject } from '../codec/json'

const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/**
 * The canonical text of a JSON value (RFC 8785): keys in UTF-16 order, no white space, numbers
 * and strings as ECMAScript prints them. A field that is `undefined` is left out, as JSON does.
 * The value is one a codec has accepted: finite numbers, well-formed strings, no cycles.
 */
export const canonicalJson = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (!isPlainObject(value)) return JSON.stringify(value)
  const fields = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort(byCodeUnits)
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key])}`)
  return `{${fields.join(',')}}`
}
