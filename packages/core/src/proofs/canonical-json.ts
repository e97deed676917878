/** What JSON escapes: quotes, backslashes, control characters; surrogates it has to look at. */
const MUST_ESCAPE = /[^ !#-[\]-\ud7ff\ue000-\uffff]/

const quoted = (text: string): string =>
  MUST_ESCAPE.test(text) ? JSON.stringify(text) : `"${text}"`

const FEW = 16

/** Sorts keys by UTF-16 code units; a few, which is the rule, faster than the general sort does. */
const sortKeys = (keys: Array<string>): ReadonlyArray<string> => {
  if (keys.length > FEW) return keys.sort()
  for (let i = 1; i < keys.length; i++) {
    const key = keys[i] ?? ''
    let at = i
    for (let before = keys[at - 1]; before !== undefined && before > key; before = keys[at - 1])
      keys[at--] = before
    keys[at] = key
  }
  return keys
}

interface FieldName {
  readonly first: string
  readonly next: string
}

const MOST_NAMES = 1000
const names = new Map<string, FieldName>()

/** A field's name as it stands first in an object and after another; kept for the next event. */
const nameOf = (key: string): FieldName => {
  const known = names.get(key)
  if (known !== undefined) return known
  const name = { first: `{${quoted(key)}:`, next: `,${quoted(key)}:` }
  if (names.size < MOST_NAMES) names.set(key, name)
  return name
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/**
 * The canonical text of a JSON value (RFC 8785): keys in UTF-16 order, no white space, numbers
 * and strings as ECMAScript prints them. A field that is `undefined` is left out, as JSON does.
 * The value is one a codec has accepted: finite numbers, well-formed strings, no cycles.
 */
export const canonicalJson = (value: unknown): string => {
  if (typeof value === 'string') return quoted(value)
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (!isObject(value)) return JSON.stringify(value)
  let fields = ''
  for (const key of sortKeys(Object.keys(value))) {
    const field = value[key]
    if (field === undefined) continue
    const name = nameOf(key)
    fields += (fields === '' ? name.first : name.next) + canonicalJson(field)
  }
  return fields === '' ? '{}' : `${fields}}`
}
