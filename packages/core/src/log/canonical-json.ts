const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const isDefined = (value: unknown): boolean => value !== undefined

/**
 * The canonical text of a JSON value (RFC 8785): keys in UTF-16 order, no white space, numbers
 * and strings as ECMAScript prints them. A field that is `undefined` is left out, as JSON does.
 * The value is one a codec has accepted: finite numbers, well-formed strings, no cycles.
 */
export const canonicalJson = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const object = value as Readonly<Record<string, unknown>>
  const fields = Object.keys(object)
    .filter((key) => isDefined(object[key]))
    .sort(byCodeUnits)
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(object[key])}`)
  return `{${fields.join(',')}}`
}
