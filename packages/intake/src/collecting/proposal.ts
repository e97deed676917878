import type { Mapping } from './mapping'

/** A mapping that fits a file, for a person to correct. */
export interface ProposedMapping {
  /** The mapping itself. */
  readonly mapping: Mapping
  /** What could not be worked out, and which sheets the mapping does not fit. */
  readonly remarks: ReadonlyArray<string>
  /** The mapping as YAML, with the remarks as comments. */
  readonly yaml: string
}
