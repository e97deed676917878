import {
  decodeCommand,
  eventData,
  eventOf,
  type CommandType,
  type EventType,
} from '@kpi-ledger/core'
import { literalsOf, shapeOf } from '../packages/core/src/codec/shape'
import { Envelope } from '../packages/core/src/events/envelope'

/** The fields of an object as the code describes it. */
export interface Shape {
  readonly required: ReadonlyArray<string>
  readonly optional: ReadonlyArray<string>
  /** The objects that may stand in a field, be it by themselves, in a list or in a dictionary. */
  readonly within: (field: string) => ReadonlyArray<Shape>
  /** The words that may stand in a field, where only some may. */
  readonly words: (field: string) => ReadonlyArray<string>
}

type Codec = Parameters<typeof shapeOf>[0]

/** The members of a union, the items of a list; a codec of anything else itself. */
const partsOf = (codec: Codec): ReadonlyArray<Codec> => {
  if ('types' in codec && shapeOf(codec) === null)
    return (codec.types as ReadonlyArray<Codec>).flatMap(partsOf)
  return '_tag' in codec && codec._tag === 'ArrayType' && 'type' in codec
    ? partsOf(codec.type as Codec)
    : [codec]
}

const wordsIn = (codec: Codec): ReadonlyArray<string> =>
  partsOf(codec).flatMap((part) => literalsOf(part) ?? [])

const objectsIn = (codec: Codec): ReadonlyArray<Shape> =>
  partsOf(codec).flatMap((part) => {
    const shape = shapeOf(part)
    if (shape === null) return []
    const { required, optional, rest } = shape
    if (required.size + optional.size === 0) return rest === null ? [] : objectsIn(rest.value)
    const look =
      <A>(into: (inside: Codec) => ReadonlyArray<A>) =>
      (field: string): ReadonlyArray<A> => {
        const inside = required.get(field) ?? optional.get(field)
        return inside === undefined ? [] : into(inside)
      }
    const fields = { required: [...required.keys()], optional: [...optional.keys()] }
    return [{ ...fields, within: look(objectsIn), words: look(wordsIn) }]
  })

/** Each command with the event it gives, in the order of the wire format. */
export const eventsOfCommands = Object.entries(eventOf) as ReadonlyArray<[CommandType, EventType]>

export const envelopeShapes = (): ReadonlyArray<Shape> => objectsIn(Envelope)

export const eventShapes = (type: EventType): ReadonlyArray<Shape> => objectsIn(eventData[type])

/** Every field that a command may have, in any order: they are named where it meets another. */
export const commandFields = (type: CommandType): ReadonlyArray<string> => {
  const decoded = decodeCommand({ type, nonsense: 1 })
  const faults = decoded._tag === 'Left' ? decoded.left.faults : []
  const message = faults.find(({ path }) => path === 'nonsense')?.message ?? ''
  return message.replace(/^.*known here: /, '').split(', ')
}
