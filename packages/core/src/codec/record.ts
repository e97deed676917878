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
export function record<R extends t.Props>(name: string, required: R): t.ExactC<t.TypeC<R>>
export function record<R extends t.Props, O extends t.Props>(
  name: string,
  required: R,
  optional: O,
): t.ExactC<t.IntersectionC<[t.TypeC<R>, t.PartialC<O>]>>
export function record(name: string, required: t.Props, optional: t.Props = {}): t.Mixed {
  return t.exact(t.intersection([t.type(required), t.partial(optional)]), name)
}
