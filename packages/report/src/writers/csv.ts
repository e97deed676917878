import { stringify } from 'csv-stringify/sync'
import type { Document, Provenance } from '../document/document'
import type { Scalar } from '../document/records'
import type { Surface, TextWriter } from './writer'

/** Number of records written at once. */
const BATCH = 500

/**
 * What a spreadsheet may run as a formula: its sign comes first, perhaps in full width, or behind
 * blanks, line ends or invisible characters, which spreadsheets pass over.
 */
const FORMULA = /^(?:[\t\r]|[\s\p{Cc}\p{Cf}\u2800\u3164]*[=+\-@\uff1d\uff0b\uff0d\uff20])/u

const asText = (value: string): string => (FORMULA.test(value) ? `'${value}` : value)

/** How a spreadsheet knows that text is UTF-8. */
const BYTE_ORDER_MARK = '\ufeff'

/** The fields that say what a document was drawn from, and their values. */
const originOf = ({ asAt, ledger }: Provenance): Fields =>
  asAt === null && ledger === null
    ? {}
    : {
        factsAsAt: asAt?.facts ?? null,
        rulesAsAt: asAt?.rules ?? null,
        atRevision: asAt?.revision ?? null,
        ledgerSize: ledger?.size ?? null,
        ledgerRoot: ledger?.root ?? null,
      }

type Fields = Readonly<Record<string, Scalar>>

const lines = (fields: ReadonlyArray<string>, rows: ReadonlyArray<Fields>, header: boolean) =>
  stringify([...rows], {
    columns: [...fields],
    header,
    record_delimiter: 'windows',
    // It quotes only the line ending between records, but any other breaks a record as well.
    quoted_match: /[\r\n]/,
    cast: {
      boolean: (value) => String(value),
      number: (value) => String(value),
      string: asText,
    },
  })

async function* write(
  { records, provenance }: Document,
  { byteOrderMark = false }: Surface,
): AsyncGenerator<string> {
  const { rows } = records
  const origin = originOf(provenance)
  const fields = [...records.fields, ...Object.keys(origin)]
  yield (byteOrderMark ? BYTE_ORDER_MARK : '') + lines(fields, [], true)
  let batch: Array<Fields> = []
  for await (const row of rows) {
    if (batch.push({ ...row, ...origin }) < BATCH) continue
    yield lines(fields, batch, false)
    batch = []
  }
  if (batch.length > 0) yield lines(fields, batch, false)
}

/**
 * A document's records as CSV (RFC 4180, CRLF line endings) with a header. Text that a spreadsheet
 * would run as a formula is prefixed with an apostrophe; numbers stay numbers. What the answer was
 * drawn from stands in each record.
 */
export const csvWriter: TextWriter = {
  name: 'csv',
  about: 'for spreadsheets, a row per record',
  ending: '.csv',
  showsRoot: true,
  showsProof: false,
  showsBackground: false,
  isBinary: false,
  write,
}
