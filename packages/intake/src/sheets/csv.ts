import { CsvError, parse } from 'csv-parse/sync'
import { rowBlocks, type Chunks } from './csv-blocks'
import type { Encoding } from './encoding'
import { LARGER, MAX_COLUMNS, MAX_FILE, MAX_ROW } from './limits'
import { textContent, type Sheet, type SheetRow, type UnreadableRow } from './sheet'

/** The character that separates the columns of CSV. */
export type Delimiter = ',' | ';' | '\t'

const DELIMITERS: ReadonlyArray<Delimiter> = [',', ';', '\t']

/** How many lines are examined to find the column separator. */
const LINES = 50

/** The separator that the first lines contain most of; the comma if that decides nothing. */
export const delimiterOf = (head: string): Delimiter => {
  const lines = head.split(/\r?\n/, LINES).map((line) => line.replaceAll(/"[^"]*"/g, ''))
  const count = (delimiter: Delimiter): number =>
    lines.reduce((sum, line) => sum + line.split(delimiter).length - 1, 0)
  return DELIMITERS.reduce((best, each) => (count(each) > count(best) ? each : best))
}

const TOO_LONG = `this row is longer than ${String(MAX_ROW)} characters; is a quote not closed?`

const isTooLong = (block: string): boolean => block.length > 2 * MAX_ROW

/**
 * The line ends that occur in a block. The library searches for each at every character, so it is
 * given only those.
 */
const rowEndsIn = (block: string): Array<string> => {
  if (!block.includes('\r')) return ['\n']
  return /\r(?!\n)|(?<!\r)\n/.test(block) ? ['\r\n', '\n', '\r'] : ['\r\n']
}

const recordsIn = (
  block: string,
  delimiter: Delimiter,
  first: number,
): ReadonlyArray<ReadonlyArray<string>> | UnreadableRow => {
  if (isTooLong(block)) return { row: first, message: TOO_LONG }
  try {
    return parse(block, {
      ...{ delimiter, relax_column_count: true, relax_quotes: true, bom: first === 0 },
      record_delimiter: rowEndsIn(block),
      ...(block.length > MAX_ROW ? { max_record_size: MAX_ROW } : {}),
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const row = first + (typeof error['records'] === 'number' ? error['records'] : 0)
    const isLong = error.code === 'CSV_MAX_RECORD_SIZE'
    return { row, message: isLong ? TOO_LONG : error.message.split('\n', 1).join('') }
  }
}

/** A sheet of CSV, without a name, that is read as its bytes arrive. */
class CSVSheet implements Sheet {
  readonly name = null
  readonly hidden = false
  readonly merges = []
  readonly rows: AsyncIterable<ReadonlyArray<SheetRow>>
  private ended: UnreadableRow | null = null
  private size = 0

  constructor(chunks: Chunks, encoding: Encoding, delimiter: Delimiter) {
    this.rows = this.read(rowBlocks(this.bounded(chunks), encoding, delimiter), delimiter)
  }

  /** The bytes up to the largest size of a file; even an endless pipe ends there. */
  private async *bounded(chunks: Chunks): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const chunk of chunks) {
      this.size += chunk.length
      if (this.size > MAX_FILE) return
      yield chunk
    }
  }

  unreadable(): UnreadableRow | null {
    return this.ended
  }

  private async *read(
    blocks: AsyncIterable<string>,
    delimiter: Delimiter,
  ): AsyncGenerator<ReadonlyArray<SheetRow>, void, undefined> {
    let row = 0
    for await (const block of blocks) {
      const records = recordsIn(block, delimiter, row)
      if ('message' in records) {
        this.ended = records
        return
      }
      const rows: Array<SheetRow> = []
      for (const record of records) {
        if (record.length > MAX_COLUMNS) {
          this.ended = { row, message: `this row has more than ${String(MAX_COLUMNS)} columns` }
          break
        }
        rows.push({ row: row++, hidden: false, cells: record.map(textContent) })
      }
      yield rows
      if (this.ended !== null) return
    }
    if (this.size > MAX_FILE) this.ended = { row, message: `the file is ${LARGER}` }
  }
}

/** Reads CSV as a sheet without a name, as its bytes arrive. */
export const readCSV = (chunks: Chunks, encoding: Encoding, delimiter: Delimiter): Sheet =>
  new CSVSheet(chunks, encoding, delimiter)
