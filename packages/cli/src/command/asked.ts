import type { Command } from './command'

/** A command as it was typed, its options as commander made them of the words. */
export interface Asked {
  readonly command: Command
  /** The form to print it in; null for a command that prints text only. */
  readonly format: string | null
  readonly parsed: Readonly<Record<string, unknown>>
  readonly words: ReadonlyArray<string>
}
