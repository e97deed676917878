import type { Codec } from '@kpi-ledger/core'
import type { Fields, Schemable } from '@kpi-ledger/core/unstable'
import fc from 'fast-check'
import { numberOf } from './number'
import { textOf } from './text'

type Values = fc.Arbitrary<unknown>

const fieldsOf = (required: Fields<Values>, optional: Fields<Values>): fc.Arbitrary<object> =>
  fc.record(Object.fromEntries([...required, ...optional]), {
    requiredKeys: [...required.keys()],
    noNullPrototype: true,
  })

const anyJson = (): Values => fc.jsonValue({ maxDepth: 2, stringUnit: 'grapheme' })

/** Turns a description into an arbitrary of the values it accepts. */
const arbitraries: Schemable<Values> = {
  text: textOf,
  number: numberOf,
  boolean: fc.boolean(),
  whole: ({ test, type }) =>
    (type === 'object' ? fc.dictionary(fc.string(), anyJson()) : anyJson()).filter(test),
  literals: (_, values) => fc.constantFrom(...values),
  array: (item) => fc.array(item),
  struct: ({ required, optional, rest }) => {
    const fields = fieldsOf(required, optional)
    if (rest === null) return fields
    const others = fc.dictionary(
      rest.key.map(String).filter((key) => !required.has(key) && !optional.has(key)),
      rest.value,
      { noNullPrototype: true },
    )
    return fc.tuple(fields, others).map(([known, other]) => ({ ...known, ...other }))
  },
  tagged: ({ members }) => fc.oneof(...members.values()),
  keyed: ({ members }) => fc.oneof(...members.values()),
  numberOr: (_, shape, other) => fc.oneof(numberOf(shape), other),
  // The literal is a single value, and the alternative to it has many branches.
  either: (_, value, other) =>
    fc.oneof(
      { arbitrary: fc.constant<unknown>(value), weight: 1 },
      { arbitrary: other, weight: 4 },
    ),
}

/**
 * An arbitrary of the values that a codec accepts, over their whole range including the extremes:
 * the longest texts, figures of 15 digits, names such as `__proto__`. What a codec cannot express
 * may still be refused elsewhere: a target that no scheme can rate, a KPI that was never defined.
 */
export const arbitraryOf = <A>(codec: Codec<A>): fc.Arbitrary<A> =>
  codec.schema(arbitraries) as fc.Arbitrary<A>
