import * as t from 'io-ts'

/** The codecs of the keys and values of a dictionary. */
export interface Rest {
  readonly key: t.Any
  readonly value: t.Any
}

/** What an object codec says of its fields; `rest` is for all others, if they are allowed. */
export interface Shape {
  readonly required: ReadonlyMap<string, t.Any>
  readonly optional: ReadonlyMap<string, t.Any>
  readonly rest: Rest | null
}

const fields = (props: t.AnyProps): ReadonlyMap<string, t.Any> => new Map(Object.entries(props))

const NONE: ReadonlyMap<string, t.Any> = new Map()

const merge = (a: Shape, b: Shape): Shape => ({
  required: new Map([...a.required, ...b.required]),
  optional: new Map([...a.optional, ...b.optional]),
  rest: a.rest ?? b.rest,
})

/** Reads the fields of an object codec out of the io-ts type tree; null for any other codec. */
export const shapeOf = (codec: t.Any): Shape | null => {
  if (codec instanceof t.ExactType) return shapeOf(codec.type as t.Any)
  if (codec instanceof t.InterfaceType)
    return { required: fields(codec.props as t.AnyProps), optional: NONE, rest: null }
  if (codec instanceof t.PartialType)
    return { required: NONE, optional: fields(codec.props as t.AnyProps), rest: null }
  if (codec instanceof t.DictionaryType)
    return {
      required: NONE,
      optional: NONE,
      rest: { key: codec.domain as t.Any, value: codec.codomain as t.Any },
    }
  if (codec instanceof t.IntersectionType) {
    const shapes = (codec.types as ReadonlyArray<t.Any>).map(shapeOf)
    return shapes.reduce((a, b) => (a === null || b === null ? null : merge(a, b)))
  }
  return null
}

/** The string literals a codec accepts, if it accepts nothing else. */
export const literalsOf = (codec: t.Any): ReadonlyArray<string> | null => {
  if (codec instanceof t.LiteralType) return typeof codec.value === 'string' ? [codec.value] : null
  return codec instanceof t.KeyofType ? Object.keys(codec.keys as object) : null
}

/** A field whose literal tells the members of a union apart, and the member of each literal. */
export interface Tag {
  readonly field: string
  readonly members: ReadonlyMap<string, t.Any>
}

const tagOn = (field: string, members: ReadonlyArray<t.Any>): Tag | null => {
  const byLiteral = new Map<string, t.Any>()
  for (const member of members) {
    const codec = shapeOf(member)?.required.get(field)
    const literals = codec === undefined ? null : literalsOf(codec)
    if (literals === null || literals.some((literal) => byLiteral.has(literal))) return null
    literals.forEach((literal) => byLiteral.set(literal, member))
  }
  return { field, members: byLiteral }
}

/** The first field that tells all members of a union apart, if there is one. */
export const tagOf = (members: ReadonlyArray<t.Any>): Tag | null => {
  const first = members[0] === undefined ? null : shapeOf(members[0])
  for (const field of first?.required.keys() ?? []) {
    const tag = tagOn(field, members)
    if (tag !== null) return tag
  }
  return null
}
