/**
 * Characters that JSON escapes: quotes, backslashes, controls; and surrogates, which may be lone.
 */
const MUST_ESCAPE = /[^ !#-[\]-\ud7ff\ue000-\uffff]/

const quoted = (text: string): string =>
  MUST_ESCAPE.test(text) ? JSON.stringify(text) : `"${text}"`

const FEW = 16

/** Sorts keys by UTF-16 code units; faster than the general sort for the usual few. */
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

/** The text of a field's name as first in an object and as a later one; cached. */
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
 * The canonical text of a JSON value (RFC 8785): keys in UTF-16 order, no white space, numbers and
 * strings as ECMAScript prints them. A field that is `undefined` is omitted, as by JSON. The value
 * must have been accepted by a codec: finite numbers, well-formed strings, no cycles.
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
