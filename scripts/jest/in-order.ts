const byName = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number =>
  one < other ? -1 : 1

/**
 * A history as text, in its own order, which comparing Maps with `toEqual` ignores. The order of
 * fields does not matter.
 */
export const inOrder = (history: object): string =>
  JSON.stringify(history, (_, value: unknown) => {
    if (value instanceof Map || value instanceof Set) return Array.from<unknown>(value)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(byName))
      : value
  })
