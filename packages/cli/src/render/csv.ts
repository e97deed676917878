import { stringify } from 'csv-stringify/sync'

export type CsvValue = string | number | boolean | null

/**
 * Writes rows as CSV (RFC 4180, lines end in CRLF) under a header. Text that a spreadsheet would
 * run as a formula is defused by an apostrophe; numbers stay numbers.
 */
export const toCsv = (
  columns: ReadonlyArray<string>,
  rows: ReadonlyArray<Readonly<Record<string, CsvValue>>>,
): string =>
  stringify([...rows], {
    columns: [...columns],
    header: true,
    record_delimiter: 'windows',
    escape_formulas: true,
    // It quotes line ends that are those between records; any other breaks a record as well.
    quoted_match: /[\r\n]/,
    cast: {
      boolean: (value) => String(value),
      number: (value) => ({ value: String(value), escape_formulas: false }),
    },
  })
