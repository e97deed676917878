/** A text without parts: what it is called, the test it passes, and what JSON Schema can say of it. */
export interface TextShape {
  readonly name: string
  readonly test: (s: string) => boolean
  /** One sentence on what is wrong with a value that was not accepted, without its place. */
  readonly explain?: (u: unknown) => string
  /** Smallest and largest number of code points. */
  readonly minLength?: number
  readonly maxLength?: number
  /** A regular expression with the `u` flag; it accepts every text that the test does. */
  readonly pattern?: string
}

/** A number without parts, with its limits. */
export interface NumberShape {
  readonly name: string
  readonly test: (n: number) => boolean
  readonly explain?: (u: unknown) => string
  /** A whole number, never -0, whose limits say all else that its test does. */
  readonly integer?: boolean
  /** Limits, both included. */
  readonly minimum?: number
  readonly maximum?: number
  /** A limit that is not included. */
  readonly exclusiveMinimum?: number
}

/** A value that is looked at as a whole, such as any JSON. */
export interface WholeShape {
  readonly name: string
  readonly test: (u: unknown) => boolean
  readonly type?: 'object'
}

/** The readings of an object's fields by name. */
export type Fields<R> = ReadonlyMap<string, R>

/** An object of known fields; `rest` reads the keys and values of all others, null refuses them. */
export interface StructShape<R> {
  readonly name: string
  readonly required: Fields<R>
  readonly optional: Fields<R>
  readonly rest: { readonly key: R; readonly value: R } | null
}

/** Objects distinguished by the literal in one of their fields; each member states that field too. */
export interface TaggedShape<R> {
  readonly name: string
  readonly tag: string
  readonly members: Fields<R>
}

/** Objects distinguished by which field they have; the first member whose field is there is meant. */
export interface KeyedShape<R> {
  readonly name: string
  readonly members: Fields<R>
}

/**
 * A reading of descriptions: what becomes of each way of putting them together. A description
 * (`Schema`) is a function of it, as in io-ts's own `Schemable`, so that one description gives a
 * predicate, an explanation, a JSON Schema, a fast-check arbitrary.
 */
export interface Schemable<R> {
  readonly text: (shape: TextShape) => R
  readonly number: (shape: NumberShape) => R
  readonly boolean: R
  readonly whole: (shape: WholeShape) => R
  readonly literals: (name: string, values: ReadonlyArray<string>) => R
  readonly array: (item: R) => R
  readonly struct: (shape: StructShape<R>) => R
  readonly tagged: (shape: TaggedShape<R>) => R
  readonly keyed: (shape: KeyedShape<R>) => R
  /** One fixed value, or what another reading says. */
  readonly either: (name: string, value: string | null, other: R) => R
}

/** A description of a shape: give it a reading, and it gives what that reading makes of it. */
export type Schema = <R>(S: Schemable<R>) => R
