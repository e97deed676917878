import type { Document } from '../document/document'
import type { Logo } from './html/logo'
import type { Theme } from './html/theme'

/** What a document is printed on, and how. */
export interface Surface {
  /** Number of columns per line. */
  readonly width: number
  /** Whether colour may be used; it never carries information by itself. */
  readonly colour: boolean
  /** Whether CSV begins with a byte order mark, which spreadsheets need for UTF-8; false by default. */
  readonly byteOrderMark?: boolean
  /** A picture at the top of pages; none by default. */
  readonly logo?: Logo | null
  /** A theme for the colours of pages; none by default. */
  readonly theme?: Theme | null
}

/** A format in which any document can be printed, regardless of the question. */
export interface Writer {
  /** Its name, as given to `--format`. */
  readonly name: string
  /** What it is for, in a few words. */
  readonly about: string
  /** The extension of file names in this format, such as `.csv`. */
  readonly extension: string
  /**
   * Whether it is kept and passed on, so that every answer from a ledger ends with the root of what
   * it was drawn from, even if its data has none.
   */
  readonly showsProof: boolean
  /** Whether it shows the background of an answer; if not, none needs to be computed. */
  readonly showsBackground: boolean
  /** Whether it writes binary data, which must not go to a terminal. */
  readonly isBinary: boolean
  /**
   * Writes the document in pieces, as they become available; which fields of `surface` matter
   * depends on the format.
   */
  readonly write: (document: Document, surface: Surface) => AsyncIterable<string | Uint8Array>
}

/** A format whose output is text. */
export interface TextWriter extends Writer {
  readonly isBinary: false
  /** Writes the document as text. */
  readonly write: (document: Document, surface: Surface) => AsyncIterable<string>
}
