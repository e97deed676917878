import type { Command } from './command'

/** A command as typed, with its options as parsed by commander. */
export interface Asked {
  /** The command. */
  readonly command: Command
  /** The requested format; null if none was requested. */
  readonly format: string | null
  /** The file to write the answer to; null for standard output. */
  readonly out: string | null
  /** Whether CSV begins with a byte order mark, wherever it is written. */
  readonly bom: boolean
  /** The path of the picture at the top of a page; null for none. */
  readonly logo: string | null
  /** The colours of pages, as typed. */
  readonly theme: ReadonlyArray<string>
  /** The options as parsed by commander. */
  readonly parsed: Readonly<Record<string, unknown>>
  /** The other arguments. */
  readonly words: ReadonlyArray<string>
}
