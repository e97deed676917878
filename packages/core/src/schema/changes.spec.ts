import fc from 'fast-check'

const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)])

const others: ReadonlyArray<unknown> = [null, true, 0, 1.5, '', 'a', [], {}, nested(64), nested(65)]

const pushed = (n: number): ReadonlyArray<number> =>
  [
    ...[-n, n + 1, n - 1, n + 0.5, n * 1e13, n / 3, n + 1 / 3, n / 1000],
    ...[0, -0, -1, 13, 1e12, 1e12 + 1, -1e12 - 1, 2 ** 53 - 1, 2 ** 53],
  ].filter(Number.isFinite)

const odd = (s: string): ReadonlyArray<string> => [
  ...['', ' ', '\n\t', '\u00a0', '\u0000', '\ud800', '__proto__', 'otherwise', 'between'],
  ...[`${s} `, ` ${s}`, `${s}\n`, `${s}\u0085`, `${s}\udc00`, `${s}\u200b`, `${s}𝔸`],
  ...[s.toUpperCase(), s.slice(1), s.slice(0, -1), s.repeat(65), 'a'.repeat(4001)],
  ...['2016-02-29', '2015-02-29', '1900-02-29T00:00:00.000Z', '2016-04-31T00:00:00.000Z'],
]

const named = (fields: ReadonlyArray<readonly [string, unknown]>): object =>
  Object.fromEntries(fields)

/** Copies of objects with one field dropped, renamed or added. */
const refielded = (object: object): ReadonlyArray<object> => {
  const fields = Object.entries<unknown>({ ...object })
  const keys = ['extra', '\ud800', 'levels', 'of', 'within', 'under', 'kpi', 'metadata', '13', '04']
  return [
    ...fields.map((_, i) => named(fields.toSpliced(i, 1))),
    ...fields.flatMap(([, value], i) =>
      keys.slice(0, 3).map((key) => named(fields.toSpliced(i, 1, [key, value]))),
    ),
    ...keys.flatMap((key) =>
      [1, 'a', { absolute: 1 }].map((value) => named([...fields, [key, value]])),
    ),
  ]
}

const changesOf = (json: unknown): ReadonlyArray<unknown> => {
  if (typeof json === 'number') return [...pushed(json), ...others]
  if (typeof json === 'string') return [...odd(json), ...others]
  if (Array.isArray(json)) {
    const items: ReadonlyArray<unknown> = json
    return [...items.map((_, i) => items.toSpliced(i, 1)), [...items, ...items], [1], ...others]
  }
  return typeof json === 'object' && json !== null ? [...refielded(json), ...others] : others
}

/** A copy of JSON with one value changed, found by a number of steps from key to key. */
const changedAt = (json: unknown, [step, ...rest]: ReadonlyArray<number>, n: number): unknown => {
  const fields =
    typeof json === 'object' && json !== null ? Object.entries<unknown>({ ...json }) : []
  const chosen = step === undefined ? undefined : fields[step % fields.length]
  if (chosen === undefined) {
    const changes = changesOf(json)
    return changes[n % changes.length]
  }
  const [key, value] = chosen
  const change = changedAt(value, rest, n)
  if (Array.isArray(json)) return (json as ReadonlyArray<unknown>).with(Number(key), change)
  return named(fields.map(([name, other]) => [name, name === key ? change : other]))
}

export interface Change {
  readonly steps: ReadonlyArray<number>
  readonly what: number
}

/** A place and a change that can be applied to any JSON. */
export const change: fc.Arbitrary<Change> = fc.record({
  steps: fc.array(fc.nat(), { maxLength: 5 }),
  what: fc.nat(),
})

/**
 * A copy of JSON with one place changed: a field dropped, renamed or added, a number moved past its
 * limits, an odd text, or a value of another type.
 */
export const changed = (json: unknown, { steps, what }: Change): unknown =>
  changedAt(json, steps, what)
