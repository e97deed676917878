/** A place in a text, both counted from 1. */
export interface Place {
  readonly line: number
  readonly column: number
}

/** One thing wrong with a file, and where. */
export interface PlacedFault extends Place {
  readonly message: string
}

/** In the order of the text. */
export const inOrder = <A extends Place>(placed: ReadonlyArray<A>): ReadonlyArray<A> =>
  [...placed].sort((a, b) => a.line - b.line || a.column - b.column)
