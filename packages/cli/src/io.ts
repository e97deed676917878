/** Progress of a long task, counted in events. */
export interface Counter {
  /** Shows how many events have been processed so far. */
  readonly at: (events: number) => void
  /** Ends the display. */
  readonly end: () => void
}

/** Starts to show the progress of a task; `doing` says which, such as `reading`. */
export type Progress = (doing: string) => Counter

/** What the command line needs from the outside, passed in so that tests can replace it. */
export interface Io {
  /** Writes to standard output; rejects with an error that has a `code`. */
  readonly out: (piece: string | Uint8Array) => void | Promise<void>
  /** Writes to standard error. */
  readonly err: (text: string) => void
  /** Width of the terminal in columns; null if the output is not a terminal. */
  readonly columns: number | null
  /** Shows the progress of a long task; returns functions to advance and to end it. */
  readonly progress: Progress
  /** The environment variables. */
  readonly env: Readonly<Record<string, string | undefined>>
  /**
   * Reads a file, or standard input for `-`, piece by piece; rejects with an error that has a
   * `code`.
   */
  readonly chunks: (path: string) => AsyncIterable<Uint8Array>
  /** Asks a yes-or-no question at the terminal; absent if there is nobody to ask. */
  readonly confirm?: (question: string) => Promise<boolean>
  /** The current UTC instant, as the wire format writes it. */
  readonly now: () => string
  /** A new event id. */
  readonly newId: () => string
}
