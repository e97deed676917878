const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const fieldsOf = (value: Readonly<Record<string, unknown>>): ReadonlyArray<string> =>
  Object.keys(value).filter((key) => value[key] !== undefined)

/**
 * Whether two values are the same JSON, whatever the order of their fields: whether their canonical texts
 * are the same, which are not made. A field that is `undefined` is none.
 */
export const isSameJson = (a: unknown, b: unknown): boolean => {
  if (a === b) return true
  if (!isObject(a) || !isObject(b)) return false
  if (Array.isArray(a) || Array.isArray(b))
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((each, i) => isSameJson(each, b[i]))
    )
  const fields = fieldsOf(a)
  return (
    fields.length === fieldsOf(b).length &&
    fields.every((key) => Object.hasOwn(b, key) && isSameJson(a[key], b[key]))
  )
}
