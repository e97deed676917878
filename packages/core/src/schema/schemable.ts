/** A text: its name, its test, and what JSON Schema can express of it. */
export interface TextShape {
  readonly name: string
  readonly test: (s: string) => boolean
  /** Why a value was not accepted, in one sentence without its path. */
  readonly explain?: (u: unknown) => string
  /** Minimum and maximum number of code points. */
  readonly minLength?: number
  readonly maxLength?: number
  /** A regular expression with the `u` flag; accepts every text that the test accepts. */
  readonly pattern?: string
}

/** A number, with its limits. */
export interface NumberShape {
  readonly name: string
  readonly test: (n: number) => boolean
  readonly explain?: (u: unknown) => string
  /** A whole number, never -0, fully described by its limits. */
  readonly integer?: boolean
  /** Inclusive limits. */
  readonly minimum?: number
  readonly maximum?: number
  /** An exclusive limit. */
  readonly exclusiveMinimum?: number
}

/** A value checked as a whole, such as arbitrary JSON. */
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

/**
 * Objects distinguished by the literal in one of their fields, which each member also describes.
 */
export interface TaggedShape<R> {
  readonly name: string
  readonly tag: string
  readonly members: Fields<R>
}

/**
 * Objects distinguished by which field they have; the first member whose field is present applies.
 */
export interface KeyedShape<R> {
  readonly name: string
  readonly members: Fields<R>
}

/**
 * A reading of descriptions: what each combinator becomes. A description (`Schema`) is a function
 * of it, as in io-ts's own `Schemable`, so that one description gives a predicate, an explanation,
 * a JSON Schema and a fast-check arbitrary.
 */
export interface Schemable<R> {
  readonly text: (shape: TextShape) => R
  readonly number: (shape: NumberShape) => R
  readonly boolean: R
  readonly whole: (shape: WholeShape) => R
  readonly literals: (name: string, values: ReadonlyArray<string | true>) => R
  readonly array: (item: R) => R
  readonly struct: (shape: StructShape<R>) => R
  readonly tagged: (shape: TaggedShape<R>) => R
  readonly keyed: (shape: KeyedShape<R>) => R
  /** One literal, or another reading. */
  readonly either: (name: string, value: string | null, other: R) => R
  /** A number, or an object. */
  readonly numberOr: (name: string, number: NumberShape, other: R) => R
}

/** A description of a shape: a function that applies a reading to it. */
export type Schema = <R>(S: Schemable<R>) => R
