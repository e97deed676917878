import type { Document } from '../../document/document'
import type { Scalar } from '../../document/records'
import { collected } from '../collected'
import type { Writer } from '../writer'
import { textOf } from './cell'
import { factsGrid, ledgersGrid, recordsGrid, tableGrid } from './grids'
import { sheetsOf } from './sheets'

/** A fixed creation time, so that the same answer gives the same bytes. */
const NO_TIME = new Date(0)

async function* write(document: Document): AsyncGenerator<Uint8Array> {
  const { title, name = '' } = document
  const blocks = await collected({ ...document, title: title || name })
  const { fields, rows } = document.records
  const records: Array<Readonly<Record<string, Scalar>>> = []
  for await (const row of rows) records.push(row)
  const { writeXlsx } = await import('hucre/xlsx')
  yield await writeXlsx({
    sheets: sheetsOf([
      ...blocks.flatMap((block) => (block.kind === 'table' ? [tableGrid(block)] : [])),
      ...(fields.length === 0 ? [] : [recordsGrid(fields, records)]),
      ...ledgersGrid(document.provenance),
      factsGrid(document, blocks),
    ]),
    properties: { title: textOf(document.title), created: NO_TIME, modified: NO_TIME },
  })
}

/**
 * A document as a workbook: one sheet per table, one of its records with exactly the values of the
 * JSON, and one for everything else, including where the answer came from. It has no formulas.
 */
export const xlsxWriter: Writer = {
  name: 'xlsx',
  extension: '.xlsx',
  isBinary: true,
  about: 'for spreadsheets, one sheet per table and one with all records',
  showsProof: true,
  showsBackground: false,
  write,
}
