/** Something that takes long enough to be watched, counted in events. */
export interface Counter {
  readonly at: (events: number) => void
  readonly end: () => void
}

export type Progress = (doing: string) => Counter

/** What the command line needs from the world, passed in so that tests can stand in for it. */
export interface Io {
  readonly out: (text: string) => void | Promise<void>
  readonly err: (text: string) => void
  /** Columns of the terminal, or null where the output is no terminal. */
  readonly columns: number | null
  /** Shows how far something long is; returns how to say more, and that it is over. */
  readonly progress: Progress
  readonly env: Readonly<Record<string, string | undefined>>
  /** Reads a file as text, or standard input for `-`; rejects with an error that has a `code`. */
  readonly readText: (path: string) => Promise<string>
  readonly now: () => string
  readonly newId: () => string
}
