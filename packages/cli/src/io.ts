/** Progress of a long task, counted in events. */
export interface Counter {
  readonly at: (events: number) => void
  readonly end: () => void
}

export type Progress = (doing: string) => Counter

/** What the command line needs from the outside, passed in so that tests can replace it. */
export interface Io {
  /** Writes to standard output; rejects with an error that has a `code`. */
  readonly out: (piece: string | Uint8Array) => void | Promise<void>
  readonly err: (text: string) => void
  /** Width of the terminal in columns; null if the output is not a terminal. */
  readonly columns: number | null
  /** Shows the progress of a long task; returns functions to advance and to end it. */
  readonly progress: Progress
  readonly env: Readonly<Record<string, string | undefined>>
  /** Reads a file, or standard input for `-`, as it comes; rejects with an error that has a `code`. */
  readonly chunks: (path: string) => AsyncIterable<Uint8Array>
  /** Asks somebody at the terminal, who says yes or no; not given where there is nobody to ask. */
  readonly confirm?: (question: string) => Promise<boolean>
  readonly now: () => string
  readonly newId: () => string
}
