import type { Document } from '../document/document'

/** Where a document is printed to. */
export interface Surface {
  /** Columns there are for a line. */
  readonly width: number
  /** Whether colour may be used; it only ever repeats what the words say. */
  readonly colour: boolean
}

/** A form that any document can be printed in. It never asks which question it was. */
export interface Writer {
  /** The name it is asked for by. */
  readonly name: string
  /** What it is for, in a few words. */
  readonly about: string
  /** Whether the ledger's root is printed; where it is not, nobody need hash for it. */
  readonly showsRoot: boolean
  /** The document in pieces, as they come; the surface counts only where there are lines. */
  readonly write: (document: Document, surface: Surface) => AsyncIterable<string>
}
