import { csvWriter } from './csv'
import { htmlWriter } from './html/html'
import { jsonWriter } from './json'
import { terminalWriter } from './terminal/terminal'
import type { Writer } from './writer'
import { xlsxWriter } from './xlsx/xlsx'

/** All formats of documents, the default first. */
export const writers: readonly [Writer, ...ReadonlyArray<Writer>] = [
  terminalWriter,
  jsonWriter,
  csvWriter,
  htmlWriter,
  xlsxWriter,
]
