import type { Schemable, Shape } from '@kpi-ledger/core/unstable'

/** A choice that a description of values leaves open, in words: `a target: profile given`. */
type Branch = string

/** The branches of a description, and those that one of its values takes. */
interface Branches {
  readonly all: ReadonlyArray<Branch>
  readonly taken: (u: unknown) => ReadonlyArray<Branch>
}

type Fielded = Readonly<Record<string, unknown>>

const none: Branches = { all: [], taken: () => [] }

const given = (name: string, key: string, present: boolean): Branch =>
  `${name}: ${key} ${present ? 'given' : 'left out'}`

const struct: Schemable<Branches>['struct'] = ({ name, required, optional, rest }) => {
  const fields = [...required, ...optional]
  const others = (u: Fielded): ReadonlyArray<string> =>
    Object.keys(u).filter((key) => !required.has(key) && !optional.has(key))
  const may = [...optional.keys(), ...(rest === null ? [] : ['others'])]
  return {
    all: [
      ...fields.flatMap(([, { all }]) => all),
      ...(rest?.value.all ?? []),
      ...may.flatMap((key) => [given(name, key, true), given(name, key, false)]),
    ],
    taken: (u) => {
      const object = u as Fielded
      const has = (key: string): boolean =>
        key === 'others' && rest !== null ? others(object).length > 0 : Object.hasOwn(object, key)
      return [
        ...fields.flatMap(([key, field]) =>
          Object.hasOwn(object, key) ? field.taken(object[key]) : [],
        ),
        ...others(object).flatMap((key) => rest?.value.taken(object[key]) ?? []),
        ...may.map((key) => given(name, key, has(key))),
      ]
    },
  }
}

const branches: Schemable<Branches> = {
  text: () => none,
  number: () => none,
  boolean: { all: ['true', 'false'], taken: (u) => [String(u)] },
  whole: () => none,
  literals: (name, values) => ({
    all: values.map((value) => `${name}: ${value}`),
    taken: (u) => [`${name}: ${String(u)}`],
  }),
  array: (item) => ({
    all: [...item.all, 'a list: empty', 'a list: of some'],
    taken: (u) => {
      const items = u as ReadonlyArray<unknown>
      return [...items.flatMap(item.taken), `a list: ${items.length === 0 ? 'empty' : 'of some'}`]
    },
  }),
  struct,
  tagged: ({ name, tag, members }) => ({
    all: [...members].flatMap(([value, { all }]) => [`${name}: ${value}`, ...all]),
    taken: (u) => {
      const value = String((u as Fielded)[tag])
      return [`${name}: ${value}`, ...(members.get(value) ?? none).taken(u)]
    },
  }),
  keyed: ({ name, members }) => ({
    all: [...members].flatMap(([key, { all }]) => [`${name}: with ${key}`, ...all]),
    taken: (u) => {
      const key = [...members.keys()].find((each) => Object.hasOwn(u as object, each)) ?? ''
      return [`${name}: with ${key}`, ...(members.get(key) ?? none).taken(u)]
    },
  }),
  numberOr: (name, _, other) => ({
    all: [`${name}: a number`, `${name}: another`, ...other.all],
    taken: (u) =>
      typeof u === 'number' ? [`${name}: a number`] : [`${name}: another`, ...other.taken(u)],
  }),
  either: (name, value, other) => ({
    all: [`${name}: ${String(value)}`, `${name}: another`, ...other.all],
    taken: (u) =>
      u === value ? [`${name}: ${String(value)}`] : [`${name}: another`, ...other.taken(u)],
  }),
}

/** The branches of a description that none of the given values takes. */
export const branchesLeft = (
  { schema }: Shape<unknown>,
  values: ReadonlyArray<unknown>,
): ReadonlyArray<Branch> => {
  const { all, taken } = schema(branches)
  const seen = new Set(values.flatMap(taken))
  return [...new Set(all)].filter((branch) => !seen.has(branch))
}
