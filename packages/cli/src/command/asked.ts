import type { Command } from './command'

/** A command as typed, its options as parsed by commander. */
export interface Asked {
  readonly command: Command
  /** The format to print it in; null for a command that prints text only. */
  readonly format: string | null
  readonly parsed: Readonly<Record<string, unknown>>
  readonly words: ReadonlyArray<string>
}
