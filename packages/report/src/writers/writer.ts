import type { Document } from '../document/document'
import type { Logo } from './html/logo'
import type { Theme } from './html/theme'

/** Where a document is printed. */
export interface Surface {
  /** Number of columns in a line. */
  readonly width: number
  /** Whether colour may be used; it never carries information of its own. */
  readonly colour: boolean
  /** Whether CSV begins with a byte order mark, as spreadsheets need for UTF-8; not by default. */
  readonly byteOrderMark?: boolean
  /** A picture at the head of pages; none by default. */
  readonly logo?: Logo | null
  /** The colours of pages; their own by default. */
  readonly theme?: Theme | null
}

/** A format that any document can be printed in. It never depends on the question. */
export interface Writer {
  /** Its name, as in `--format`. */
  readonly name: string
  /** What it is for, in a few words. */
  readonly about: string
  /** How the names of files in this format end, such as `.csv`. */
  readonly ending: string
  /** Whether it prints the ledger's root; if not, nothing needs to be hashed. */
  readonly showsRoot: boolean
  /**
   * Whether it is kept and handed on, so that every answer from a ledger ends with the root of what it
   * was drawn from, also one whose data has none.
   */
  readonly showsProof: boolean
  /** Whether it shows what stands behind an answer; if not, nothing of that needs to be asked for. */
  readonly showsBackground: boolean
  /** Whether it writes bytes that are not text, and so are nothing for a terminal. */
  readonly isBinary: boolean
  /**
   * The document in pieces, as they become available; `surface` matters only to formats with lines.
   */
  readonly write: (document: Document, surface: Surface) => AsyncIterable<string | Uint8Array>
}

/** A format that is text. */
export interface TextWriter extends Writer {
  readonly isBinary: false
  readonly write: (document: Document, surface: Surface) => AsyncIterable<string>
}
