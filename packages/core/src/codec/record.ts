import * as t from 'io-ts'

/** The type of a codec, read-only all the way down. */
export type Immutable<T> =
  T extends ReadonlyArray<infer Item>
    ? ReadonlyArray<Immutable<Item>>
    : T extends object
      ? { readonly [Key in keyof T]: Immutable<T[Key]> }
      : T

export type Immutably<C extends t.Any> = Immutable<t.TypeOf<C>>

/** An object of required and optional fields and nothing else: an unknown field is a fault. */
export const record = <R extends t.Props, O extends t.Props = Record<never, never>>(
  name: string,
  required: R,
  optional?: O,
) => {
  const fields = optional ?? ({} as O)
  return t.exact(t.intersection([t.type(required), t.partial(fields)]), name)
}
