import type { Sequence } from './sequence'

/** The value of a field of a record. */
export type Scalar = string | number | boolean | null

/**
 * An answer in flat form, for programs and spreadsheets. The fields are part of the wire format,
 * unlike the columns of a table, which are for people.
 */
export interface Records {
  /** The names of the fields, in order. */
  readonly fields: ReadonlyArray<string>
  /** A field that is missing or null in a record is printed as empty. */
  readonly rows: Sequence<Readonly<Record<string, Scalar>>>
}
