import { Codec, type Shape } from './codec'
import type { Fields, NumberShape, Schemable, TextShape, WholeShape } from './schemable'

/** The type that a codec describes. */
export type TypeOf<S> = S extends Shape<infer A> ? A : never

/** The fields of a struct, with their descriptions. */
export type Described = Readonly<Record<string, Shape<unknown>>>
type Flat<T> = { readonly [Key in keyof T]: T[Key] }

/** An object of required and optional fields. */
export type StructOf<R extends Described, O extends Described> = Flat<
  { readonly [Key in keyof R]: TypeOf<R[Key]> } & { readonly [Key in keyof O]?: TypeOf<O[Key]> }
>

const read = <R>(fields: Described, S: Schemable<R>): Fields<R> =>
  new Map(Object.entries(fields).map(([key, codec]) => [key, codec.schema(S)]))

/** A string that passes a test. */
export const refinedText = <A extends string = string>(shape: TextShape): Codec<A> =>
  new Codec(shape.name, (S) => S.text(shape))

/** Any string. */
export const anyText: Codec<string> = refinedText({ name: 'text', test: () => true })

/** A string that matches a pattern, of at most `maxLength` ASCII characters. */
export const pattern = <A extends string = string>(
  name: string,
  source: string,
  maxLength = 64,
): Codec<A> => {
  const regex = new RegExp(source, 'u')
  return refinedText({
    name,
    test: (s) => s.length <= maxLength && regex.test(s),
    pattern: source,
    maxLength,
  })
}

/** A number that passes a test. */
export const number = (shape: NumberShape): Codec<number> =>
  new Codec(shape.name, (S) => S.number(shape))

/** A whole number between two limits, both included; never -0. */
export const integer = (name: string, minimum: number, maximum: number): Codec<number> =>
  number({
    name: `${name} from ${minimum} to ${maximum}`,
    test: (n) => Number.isInteger(n) && n >= minimum && n <= maximum && !Object.is(n, -0),
    integer: true,
    minimum,
    maximum,
  })

/** `true` or `false`. */
export const boolean: Codec<boolean> = new Codec('true or false', (S) => S.boolean)

/** A value checked as a whole. */
export const whole = <A>(shape: WholeShape): Codec<A> =>
  new Codec(shape.name, (S) => S.whole(shape))

/** One of several literals. */
export const literals = <const A extends string | true>(
  name: string,
  values: ReadonlyArray<A>,
): Codec<A> => new Codec(name, (S) => S.literals(name, values))

/** One literal. */
export const literal = <const A extends string | true>(value: A): Codec<A> =>
  literals(JSON.stringify(value), [value])

/** A list of any length. */
export const array = <A>(item: Shape<A>): Codec<ReadonlyArray<A>> =>
  new Codec(`a list of: ${item.name}`, (S) => S.array(item.schema(S)))

/** An object of required and optional fields and nothing else: an unknown field is a fault. */
export function struct<R extends Described>(
  name: string,
  required: R,
): Codec<StructOf<R, Record<never, never>>>
export function struct<R extends Described, O extends Described>(
  name: string,
  required: R,
  optional: O,
): Codec<StructOf<R, O>>
export function struct<R extends Described, O extends Described>(
  name: string,
  required: R,
  optional?: O,
): Codec<StructOf<R, O>> {
  return new Codec(name, (S) =>
    S.struct({ name, required: read(required, S), optional: read(optional ?? {}, S), rest: null }),
  )
}

/** An object of some optional fields, and any others whose names and values are valid. */
export const open = <A>(
  name: string,
  optional: Described,
  key: Shape<string>,
  value: Shape<unknown>,
): Codec<A> =>
  new Codec(name, (S) =>
    S.struct({
      name,
      required: new Map(),
      optional: read(optional, S),
      rest: { key: key.schema(S), value: value.schema(S) },
    }),
  )

/** An object whose names and values are valid. */
export const record = <A>(
  name: string,
  key: Shape<string>,
  value: Shape<A>,
): Codec<Readonly<Record<string, A>>> => open(name, {}, key, value)

/** Objects distinguished by the literal in one of their fields. */
export const tagged = <M extends Described>(
  name: string,
  tag: string,
  members: M,
): Codec<TypeOf<M[keyof M]>> =>
  new Codec(name, (S) => S.tagged({ name, tag, members: read(members, S) }))

/** Objects distinguished by which field they have; the first one present decides. */
export const keyed = <M extends Described>(name: string, members: M): Codec<TypeOf<M[keyof M]>> =>
  new Codec(name, (S) => S.keyed({ name, members: read(members, S) }))

/** One literal, or a value of another codec. */
export const or = <V extends string, A>(name: string, value: V, other: Shape<A>): Codec<V | A> =>
  new Codec(name, (S) => S.either(name, value, other.schema(S)))

/** A number that passes a test, or an object of another codec. */
export const numberOr = <A extends object>(
  name: string,
  shape: NumberShape,
  other: Shape<A>,
): Codec<number | A> => new Codec(name, (S) => S.numberOr(name, shape, other.schema(S)))

/** A value of a codec, or null. */
export const nullable = <A>(other: Shape<A>): Codec<A | null> =>
  new Codec(`${other.name}, or null`, (S) =>
    S.either(`${other.name}, or null`, null, other.schema(S)),
  )
