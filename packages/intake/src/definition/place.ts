/** A place in a text; lines and columns are counted from 1. */
export interface Place {
  /** The line. */
  readonly line: number
  /** The column, in UTF-16 code units. */
  readonly column: number
}

/** A fault of a file, and its place. */
export interface PlacedFault extends Place {
  /** What is wrong, as one English sentence without its full stop. */
  readonly message: string
}

/** Sorts by place, in the order of the text. */
export const inOrder = <A extends Place>(placed: ReadonlyArray<A>): ReadonlyArray<A> =>
  [...placed].sort((a, b) => a.line - b.line || a.column - b.column)
