import type { Cell, CellValue, Sheet as Table, Workbook } from 'hucre/xlsx' with {
  'resolution-mode': 'import',
}
import * as E from 'fp-ts/Either'
import { MAX_CELLS, MAX_COLUMNS, MAX_SHEETS } from './limits'
import { plainODS } from './plain-ods'
import { refusedFile, type RefusedFile } from './refused-file'
import { textContent, type CellContent, type Merge, type Sheet, type SheetRow } from './sheet'
import { harmlessParts } from './zip-parts'

/** What a spreadsheet shows for a value it could not work out. */
const ERROR = /^#(?:DIV\/0!|N\/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!|GETTING_DATA|Err:\d+)$/

const dated = (date: Date): CellContent =>
  Number.isNaN(date.getTime())
    ? { kind: 'error', text: '#NUM!' }
    : {
        kind: 'date',
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        day: date.getUTCDate(),
      }

/** The content of a cell; for a formula, the value stored with it. */
const contentOf = (value: CellValue, cell: Cell | undefined): CellContent => {
  if (value === null) return cell?.formula === undefined ? null : { kind: 'text', text: '' }
  if (value instanceof Date) return dated(value)
  switch (typeof value) {
    case 'number':
      return { kind: 'number', value, format: cell?.style?.numFmt ?? '' }
    case 'boolean':
      return { kind: 'boolean', value }
    default:
      return cell?.type === 'error' || ERROR.test(value)
        ? { kind: 'error', text: value }
        : textContent(value)
  }
}

const mergesOf = ({ merges = [] }: Table): ReadonlyArray<Merge> =>
  merges.map(({ startRow, startCol, endRow, endCol }) => ({
    ...{ top: startRow, left: startCol, bottom: endRow, right: endCol },
  }))

/** How many rows of a workbook are produced at a time. */
const AT_A_TIME = 1_000

/** The rows of a sheet, in batches. */
async function* rowsOf({
  rows,
  cells,
  rowDefs,
}: Table): AsyncGenerator<ReadonlyArray<SheetRow>, void, undefined> {
  for (let from = 0; from < rows.length; from += AT_A_TIME)
    yield rows.slice(from, from + AT_A_TIME).map((values, i) => ({
      row: from + i,
      hidden: rowDefs?.get(from + i)?.hidden === true,
      cells: values.map((value, column) =>
        contentOf(value, cells?.get(`${String(from + i)},${String(column)}`)),
      ),
    }))
}

const sheetOf = (table: Table): Sheet => ({
  name: table.name,
  hidden: table.hidden === true || table.veryHidden === true,
  merges: mergesOf(table),
  rows: rowsOf(table),
  unreadable: () => null,
})

const sizeOf = ({ rows }: Table): number => rows.reduce((sum, row) => sum + row.length, 0)

/** The library's message about a damaged workbook, as one sentence. */
const inWords = (error: unknown): string =>
  error instanceof Error ? error.message.split('\n', 1).join('').slice(0, 200) : 'unknown'

const parsed = async (
  bytes: Uint8Array,
  parts: ReadonlyArray<string>,
): Promise<Workbook | null> => {
  let seen = 0
  const options = { readStyles: true, sheets: () => ++seen <= MAX_SHEETS }
  if (parts.includes('[Content_Types].xml')) {
    const { readXlsx } = await import('hucre/xlsx')
    return readXlsx(bytes, options)
  }
  if (!parts.includes('content.xml')) return null
  const { readOds } = await import('hucre/ods')
  return readOds(plainODS(bytes), options)
}

const withinLimits = ({ sheets }: Workbook): string | null => {
  if (sheets.length >= MAX_SHEETS) return `it has ${String(MAX_SHEETS)} sheets or more`
  const wide = sheets.find(({ rows }) => rows.some((row) => row.length > MAX_COLUMNS))
  if (wide !== undefined)
    return `sheet ${JSON.stringify(wide.name)} has more than ${String(MAX_COLUMNS)} columns`
  return sheets.reduce((sum, sheet) => sum + sizeOf(sheet), 0) > MAX_CELLS
    ? `its sheets span more than ${String(MAX_CELLS)} cells`
    : null
}

/**
 * Reads the sheets of a workbook, XLSX or ODS, with the values stored in it. Nothing in it is
 * worked out, run or fetched. Refuses a workbook that is damaged, too large or not harmless, with
 * the reason.
 */
export const readWorkbook = async (
  bytes: Uint8Array,
): Promise<E.Either<RefusedFile, ReadonlyArray<Sheet>>> => {
  const parts = harmlessParts(bytes)
  if (E.isLeft(parts)) return parts
  try {
    const workbook = await parsed(bytes, parts.right)
    if (workbook === null)
      return E.left(refusedFile('it is an archive of files, but not an XLSX or ODS workbook'))
    const over = withinLimits(workbook)
    return over === null ? E.right(workbook.sheets.map(sheetOf)) : E.left(refusedFile(over))
  } catch (error) {
    return E.left(refusedFile(`it is damaged: ${inWords(error)}`))
  }
}
