/** A text: its name, its test, and what JSON Schema can express of it. */
export interface TextShape {
  /** Its name in messages. */
  readonly name: string
  /** Whether a text is accepted. */
  readonly test: (s: string) => boolean
  /** Why a value was not accepted, in one sentence without its path. */
  readonly explain?: (u: unknown) => string
  /** Minimum and maximum number of code points. */
  readonly minLength?: number
  /** The most characters it may have. */
  readonly maxLength?: number
  /** A regular expression with the `u` flag; accepts every text that the test accepts. */
  readonly pattern?: string
}

/** A number, with its limits. */
export interface NumberShape {
  /** Its name in messages. */
  readonly name: string
  /** Whether a number is accepted. */
  readonly test: (n: number) => boolean
  /** Why a value is not accepted. */
  readonly explain?: (u: unknown) => string
  /** A whole number, never -0, fully described by its limits. */
  readonly integer?: boolean
  /** Inclusive limits. */
  readonly minimum?: number
  /** The largest number accepted. */
  readonly maximum?: number
  /** An exclusive limit. */
  readonly exclusiveMinimum?: number
}

/** A value checked as a whole, such as arbitrary JSON. */
export interface WholeShape {
  /** Its name in messages. */
  readonly name: string
  /** Whether a value is accepted. */
  readonly test: (u: unknown) => boolean
  /** The JSON type, if there is only one. */
  readonly type?: 'object'
}

/** The readings of an object's fields by name. */
export type Fields<R> = ReadonlyMap<string, R>

/** An object of known fields; `rest` reads the keys and values of all others, null refuses them. */
export interface StructShape<R> {
  /** Its name in messages. */
  readonly name: string
  /** The fields that it must have. */
  readonly required: Fields<R>
  /** The fields that it may have. */
  readonly optional: Fields<R>
  /** What any other fields are; null if there may be none. */
  readonly rest: { readonly key: R; readonly value: R } | null
}

/**
 * Objects distinguished by the literal in one of their fields, which each member also describes.
 */
export interface TaggedShape<R> {
  /** Its name in messages. */
  readonly name: string
  /** The field that tells its members apart. */
  readonly tag: string
  /** The members, by the value of that field. */
  readonly members: Fields<R>
}

/**
 * Objects distinguished by which field they have; the first member whose field is present applies.
 */
export interface KeyedShape<R> {
  /** Its name in messages. */
  readonly name: string
  /** The members, by the field that only they have. */
  readonly members: Fields<R>
}

/**
 * A reading of descriptions: what each combinator becomes. A description (`Schema`) is a function
 * of it, as in io-ts's own `Schemable`, so that one description gives a predicate, an explanation,
 * a JSON Schema and a fast-check arbitrary.
 */
export interface Schemable<R> {
  /** A text. */
  readonly text: (shape: TextShape) => R
  /** A number. */
  readonly number: (shape: NumberShape) => R
  /** True or false. */
  readonly boolean: R
  /** A value that is tested as a whole. */
  readonly whole: (shape: WholeShape) => R
  /** One of some words, or `true`. */
  readonly literals: (name: string, values: ReadonlyArray<string | true>) => R
  /** A list. */
  readonly array: (item: R) => R
  /** An object with certain fields. */
  readonly struct: (shape: StructShape<R>) => R
  /** One of several objects, told apart by a field. */
  readonly tagged: (shape: TaggedShape<R>) => R
  /** One of several objects, told apart by which field they have. */
  readonly keyed: (shape: KeyedShape<R>) => R
  /** One literal, or another reading. */
  readonly either: (name: string, value: string | null, other: R) => R
  /** A number, or an object. */
  readonly numberOr: (name: string, number: NumberShape, other: R) => R
}

/** A description of a shape: a function that applies a reading to it. */
export type Schema = <R>(S: Schemable<R>) => R
