import type { Io } from '../io'
import { terminalOf, type Terminal } from '../render/terminal'

/** How an answer is printed (`--format`). */
export type Format = 'table' | 'json' | 'csv'

export const formats: ReadonlyArray<Format> = ['table', 'json', 'csv']

/** An answer in each of the forms it can be printed in. */
export interface Answer {
  readonly table: (terminal: Terminal) => string
  readonly json: () => unknown
  readonly csv: () => string
}

/** Prints an answer in the form asked for. */
export const print = async (io: Io, format: Format, answer: Answer): Promise<void> => {
  switch (format) {
    case 'table':
      await io.out(`${answer.table(terminalOf(io))}\n`)
      return
    case 'json':
      await io.out(`${JSON.stringify(answer.json(), null, 2)}\n`)
      return
    case 'csv':
      await io.out(answer.csv())
      return
  }
}
