import type { Command } from './command'

/** A command as typed, its options as parsed by commander. */
export interface Asked {
  readonly command: Command
  /** The format to print it in, if one was asked for. */
  readonly format: string | null
  /** The file to write the answer to; null for standard output. */
  readonly out: string | null
  /** Whether CSV is to begin with a byte order mark wherever it is written. */
  readonly bom: boolean
  /** The picture at the head of a page; null for none. */
  readonly logo: string | null
  /** The colours of a page, as they were typed. */
  readonly theme: ReadonlyArray<string>
  readonly parsed: Readonly<Record<string, unknown>>
  readonly words: ReadonlyArray<string>
}
