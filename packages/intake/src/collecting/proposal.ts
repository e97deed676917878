import type { Mapping } from './mapping'

/** A mapping that fits a file, for a person to correct. */
export interface ProposedMapping {
  readonly mapping: Mapping
  /** What could not be found out, and what does not fit. */
  readonly remarks: ReadonlyArray<string>
  /** The mapping as a file in YAML, with the remarks in it. */
  readonly yaml: string
}
