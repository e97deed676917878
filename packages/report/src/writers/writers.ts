import { csvWriter } from './csv'
import { jsonWriter } from './json'
import { terminalWriter } from './terminal/terminal'
import type { Writer } from './writer'

/** Every form a document can be printed in, the usual one first. */
export const writers: readonly [Writer, ...ReadonlyArray<Writer>] = [
  terminalWriter,
  jsonWriter,
  csvWriter,
]
