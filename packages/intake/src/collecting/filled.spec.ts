import { parsePeriod, type History, type Period } from '@kpi-ledger/core'
import * as E from 'fp-ts/Either'
import { stringify } from 'csv-stringify/sync'
import { parse } from 'csv-parse/sync'
import { blankReturn } from '../returns/blank-return'
import { writeReturn, type ReturnForm } from '../returns/write-return'
import type { Mapping } from './mapping'
import { openReturn, type OpenOptions } from './open-return'
import { readReturn } from './read-return'
import type { ReadReturn } from './returned'

/** The right of an either; throws if it is a left. */
export const rightOf = <A>(either: E.Either<unknown, A>): A => {
  if (E.isLeft(either)) throw new Error(JSON.stringify(either.left))
  return either.right
}

/** The period that a text states; throws if it states none. */
export const periodOf = (text: string): Period => rightOf(parsePeriod(text))

/** What is filled in on one row: figure, what it is out of, reason and note. */
export type Filled = ReadonlyArray<string | number | null>

/** A return for a period, filled in as somebody would. */
export const filledReturn = async (
  history: History,
  period: string,
  form: ReturnForm,
  fillIn: ReadonlyMap<string, Filled>,
): Promise<Uint8Array> => {
  const bytes = await writeReturn(rightOf(blankReturn(history, periodOf(period))), form)
  const fill = <A>(row: ReadonlyArray<A>): ReadonlyArray<A | string | number | null> => {
    const name = String(row[0] ?? '').replace(/^'(?=[=+\-@])/, '')
    const filled = fillIn.get(name)
    return filled === undefined ? row : [...row.slice(0, 6), ...filled]
  }
  if (form === 'csv') {
    const rows = parse(Buffer.from(bytes), { bom: true, relax_column_count: true })
    return Buffer.from(stringify(rows.map(fill)))
  }
  const { openXlsx, saveXlsx } = await import('hucre/xlsx')
  const workbook = await openXlsx(bytes)
  for (const sheet of workbook.sheets)
    for (const [r, row] of sheet.rows.entries())
      for (const [c, value] of fill(row).entries()) {
        sheet.rows[r]?.splice(c, 1, value)
        const cell = sheet.cells?.get(`${String(r)},${String(c)}`)
        if (cell !== undefined) cell.value = value
      }
  return saveXlsx(workbook)
}

/** Reads a file of figures as `collect` does. */
export const readFile = async (
  bytes: Uint8Array,
  history: History,
  mapping?: Mapping,
  options: OpenOptions = {},
): Promise<ReadReturn> => readReturn(rightOf(await openReturn(bytes, options)), history, mapping)
