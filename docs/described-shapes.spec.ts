import {
  Command,
  Event,
  jsonSchemaOf,
  type CommandType,
  type EventType,
  type JsonSchema,
} from '@kpi-ledger/core'
import { definitions, eventTypes } from '@kpi-ledger/core/unstable'

/** The fields of an object, as the code describes it. */
export interface Shape {
  /** The fields it must have. */
  readonly required: ReadonlyArray<string>
  /** The fields it may have. */
  readonly optional: ReadonlyArray<string>
  /** The objects that a field may contain, itself or as elements of a list or dictionary. */
  readonly within: (field: string) => ReadonlyArray<Shape>
  /** The words that a field may contain, if it is limited to some. */
  readonly words: (field: string) => ReadonlyArray<string>
}

/** The part of a JSON Schema that is read here. */
interface Schema {
  readonly oneOf?: ReadonlyArray<Schema>
  readonly anyOf?: ReadonlyArray<Schema>
  readonly items?: Schema
  readonly const?: string | null
  readonly enum?: ReadonlyArray<string>
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: ReadonlyArray<string>
  readonly additionalProperties?: false | Schema
}

const partsOf = (schema: Schema): ReadonlyArray<Schema> => {
  const { oneOf, anyOf, items } = schema
  const parts = oneOf ?? anyOf ?? (items === undefined ? undefined : [items])
  return parts === undefined ? [schema] : parts.flatMap(partsOf)
}

const wordsIn = (schema: Schema): ReadonlyArray<string> =>
  partsOf(schema).flatMap((part) =>
    (part.enum ?? (part.const === undefined || part.const === null ? [] : [part.const])).map(
      String,
    ),
  )

const objectsIn = (schema: Schema): ReadonlyArray<Shape> =>
  partsOf(schema).flatMap((part) => {
    const { properties = {}, required = [], additionalProperties: rest = false } = part
    const names = Object.keys(properties)
    if (names.length === 0) return rest === false ? [] : objectsIn(rest)
    return [
      {
        required,
        optional: names.filter((name) => !required.includes(name)),
        within: (field: string) => objectsIn(properties[field] ?? {}),
        words: (field: string) => wordsIn(properties[field] ?? {}),
      },
    ]
  })

/** Each command with the event it leads to, in the order of the wire format. */
export const eventsOfCommands: ReadonlyArray<readonly [CommandType, EventType]> =
  eventTypes.flatMap((type) => {
    const { command } = definitions[type]
    // Only `publish` makes one (M25a).
    return command === 'PublishScorecard' ? [] : [[command, type]]
  })

const ofType = (codec: Parameters<typeof jsonSchemaOf>[0], type: string): Shape => {
  const shape = objectsIn(jsonSchemaOf(codec) as JsonSchema & Schema).find((each) =>
    each.words('type').includes(type),
  )
  if (shape === undefined) throw new Error(`no schema of ${type}`)
  return shape
}

/** The shapes of the envelope. */
export const envelopeShapes = (): ReadonlyArray<Shape> => {
  const { required, optional, within } = ofType(Event, 'NoteAdded')
  // Type and data are of that event only.
  return [
    {
      required,
      optional,
      within: (field) => (field === 'data' ? [] : within(field)),
      words: () => [],
    },
  ]
}

/** The shapes of an event's data. */
export const eventShapes = (type: EventType): ReadonlyArray<Shape> =>
  ofType(Event, type).within('data')

/** Every field that a command may have. */
export const commandFields = (type: CommandType): ReadonlyArray<string> => {
  const { required, optional } = ofType(Command, type)
  return [...required, ...optional]
}
