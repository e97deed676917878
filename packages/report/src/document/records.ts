import type { Sequence } from './sequence'

/** What a field of a record may hold. */
export type Scalar = string | number | boolean | null

/**
 * An answer in its flat form, for programs and spreadsheets: the fields are a contract (wire
 * format), other than a table's columns, which are there for the eye.
 */
export interface Records {
  readonly fields: ReadonlyArray<string>
  /** A field that a record lacks, or has null in, is empty. */
  readonly rows: Sequence<Readonly<Record<string, Scalar>>>
}
