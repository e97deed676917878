import { stringify } from 'csv-stringify/sync'
import type { Document } from '../document/document'
import type { Scalar } from '../document/records'
import type { Writer } from './writer'

/** Number of records written at once. */
const BATCH = 500

type Fields = Readonly<Record<string, Scalar>>

const lines = (fields: ReadonlyArray<string>, rows: ReadonlyArray<Fields>, header: boolean) =>
  stringify([...rows], {
    columns: [...fields],
    header,
    record_delimiter: 'windows',
    escape_formulas: true,
    // It quotes only the line ending between records, but any other breaks a record as well.
    quoted_match: /[\r\n]/,
    cast: {
      boolean: (value) => String(value),
      number: (value) => ({ value: String(value), escape_formulas: false }),
    },
  })

async function* write({ records: { fields, rows } }: Document): AsyncGenerator<string> {
  yield lines(fields, [], true)
  let batch: Array<Fields> = []
  for await (const row of rows) {
    if (batch.push(row) < BATCH) continue
    yield lines(fields, batch, false)
    batch = []
  }
  if (batch.length > 0) yield lines(fields, batch, false)
}

/**
 * A document's records as CSV (RFC 4180, CRLF line endings) with a header. Text that a spreadsheet
 * would run as a formula is prefixed with an apostrophe; numbers stay numbers.
 */
export const csvWriter: Writer = {
  name: 'csv',
  about: 'for spreadsheets, a row per record',
  showsRoot: false,
  write,
}
