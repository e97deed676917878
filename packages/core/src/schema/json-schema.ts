import type { Shape } from './codec'
import type { Fields, NumberShape, Schemable, TextShape } from './schemable'

/** A JSON Schema, draft 2020-12. */
export interface JsonSchema {
  readonly [keyword: string]: unknown
}

const textSchema = ({ name, minLength, maxLength, pattern }: TextShape): JsonSchema => ({
  type: 'string',
  description: name,
  ...(minLength === undefined ? {} : { minLength }),
  ...(maxLength === undefined ? {} : { maxLength }),
  ...(pattern === undefined ? {} : { pattern }),
})

const numberSchema = ({
  name,
  integer = false,
  minimum,
  maximum,
  exclusiveMinimum,
}: NumberShape): JsonSchema => ({
  type: integer ? 'integer' : 'number',
  description: name,
  ...(minimum === undefined ? {} : { minimum }),
  ...(maximum === undefined ? {} : { maximum }),
  ...(exclusiveMinimum === undefined ? {} : { exclusiveMinimum }),
})

/** Members with the same schema under several tags, such as four comparators, are listed once. */
const alternatives = (members: Fields<JsonSchema>): ReadonlyArray<JsonSchema> => [
  ...new Map([...members.values()].map((each) => [JSON.stringify(each), each])).values(),
]

/** Reads a description as a JSON Schema. */
const jsonSchemas: Schemable<JsonSchema> = {
  text: textSchema,
  number: numberSchema,
  boolean: { type: 'boolean' },
  whole: ({ name, type }) => ({ description: name, ...(type === undefined ? {} : { type }) }),
  literals: (name, values) =>
    values.length === 1
      ? { const: values[0] }
      : { type: 'string', description: name, enum: values },
  array: (items) => ({ type: 'array', items }),
  struct: ({ name, required, optional, rest }) => ({
    type: 'object',
    description: name,
    properties: Object.fromEntries([...required, ...optional]),
    ...(required.size === 0 ? {} : { required: [...required.keys()] }),
    ...(rest === null
      ? { additionalProperties: false }
      : { propertyNames: rest.key, additionalProperties: rest.value }),
  }),
  tagged: ({ name, members }) => ({ description: name, oneOf: alternatives(members) }),
  keyed: ({ name, members }) => ({ description: name, oneOf: alternatives(members) }),
  numberOr: (name, shape, other) => ({ description: name, anyOf: [numberSchema(shape), other] }),
  either: (name, value, other) => ({ description: name, anyOf: [{ const: value }, other] }),
}

/**
 * The JSON Schema of a shape, for editors and other languages. It accepts everything the codec
 * accepts, and beyond that only what JSON Schema cannot express: a figure of more than 15
 * significant digits, -0, and in metadata a lone surrogate or values nested more than 64 deep.
 */
export const jsonSchemaOf = (codec: Shape<unknown>): JsonSchema => codec.schema(jsonSchemas)
