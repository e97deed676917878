import { stringify } from 'csv-stringify/sync'
import type { Document, Provenance } from '../document/document'
import type { Scalar } from '../document/records'
import type { Surface, TextWriter } from './writer'

/** How many records are written at once. */
const BATCH = 500

/**
 * Text that a spreadsheet may run as a formula: it begins with a formula sign, perhaps full-width,
 * or after blanks, line ends or invisible characters, which spreadsheets skip.
 */
const FORMULA = /^(?:[\t\r]|[\s\p{Cc}\p{Cf}\u2800\u3164]*[=+\-@\uff1d\uff0b\uff0d\uff20])/u

const asText = (value: string): string => (FORMULA.test(value) ? `'${value}` : value)

/** Marks text as UTF-8 for spreadsheets. */
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
    // The library quotes only the line ending used between records, but any other would break a record too.
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
 * would run as a formula is prefixed with an apostrophe; numbers stay numbers. Each record states
 * what the answer was drawn from.
 */
export const csvWriter: TextWriter = {
  name: 'csv',
  about: 'for spreadsheets, one row per record',
  extension: '.csv',
  showsProof: false,
  showsBackground: false,
  isBinary: false,
  write,
}
