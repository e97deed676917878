import type { Fields, StructShape } from './schemable'

/** Given an expression for a value, returns one that tests it. */
export type Written = (value: string) => string

/** Members of a tagged union with the same fields, some of which have their own tests. */
export interface MembersAlike {
  /** What all members have; a field that each tests by itself is tested for nothing. */
  readonly common: StructShape<Written>
  /** The tests of an object `v` specific to one member, by its literal. */
  readonly own: ReadonlyMap<string, ReadonlyArray<string>>
}

type Kind = 'required' | 'optional'
type Shapes = ReadonlyMap<string, StructShape<Written>>

const namesOf = ({ required, optional }: StructShape<Written>): string =>
  JSON.stringify([[...required.keys()], [...optional.keys()]])

const anything: Written = () => 'true'

/** The test that all members have for a field; null if they differ. */
const sharedTest = (shapes: Shapes, kind: Kind, key: string): Written | null => {
  const tests = [...shapes.values()].map((shape) => shape[kind].get(key) ?? anything)
  return new Set(tests.map((test) => test('v'))).size === 1 ? (tests[0] ?? null) : null
}

const ownTests = (
  shape: StructShape<Written>,
  differing: ReadonlyArray<readonly [Kind, string]>,
): ReadonlyArray<string> =>
  differing.map(([kind, key]) => {
    const value = `v[${JSON.stringify(key)}]`
    const test = (shape[kind].get(key) ?? anything)(value)
    return kind === 'required' ? test : `(${value} === undefined || ${test})`
  })

/**
 * What members have in common, written and tested in one place: a function for each
 * of many members is more code than a processor keeps at hand. Null if their fields differ.
 */
export const membersAlike = (shapes: Shapes): MembersAlike | null => {
  const [first] = shapes.values()
  if (first === undefined || first.rest !== null) return null
  const isLikeFirst = (shape: StructShape<Written>): boolean =>
    shape.rest === null && namesOf(shape) === namesOf(first)
  if (![...shapes.values()].every(isLikeFirst)) return null
  const differing: Array<readonly [Kind, string]> = []
  const shared = (kind: Kind): Fields<Written> =>
    new Map(
      [...first[kind].keys()].map((key) => {
        const test = sharedTest(shapes, kind, key)
        if (test === null) differing.push([kind, key])
        return [key, test ?? anything]
      }),
    )
  const common = { ...first, required: shared('required'), optional: shared('optional') }
  const own = new Map([...shapes].map(([literal, shape]) => [literal, ownTests(shape, differing)]))
  return { common, own }
}
