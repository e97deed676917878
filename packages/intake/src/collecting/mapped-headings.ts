import type { SheetRow } from '../sheets/sheet'
import { columnsNamed, headingsOf, isLetters } from './headings'
import type { Mapping } from './mapping'
import type { PeekedSheet } from './peeked'

const SCANNED = 60

/** The columns that a mapping names, one per field. */
export const namedIn = (mapping: Mapping): ReadonlyArray<string> => {
  const { layout = 'long', kpi, period, figure, of, reason, note } = mapping
  const inside = layout === 'long' ? [figure, of, reason, note] : []
  return [kpi, period, ...inside].filter((name) => name !== undefined)
}

/**
 * The first row, or the first two rows taken together, with all the given headings; null if none.
 */
const rowsWith = (
  { head, merges }: PeekedSheet,
  names: ReadonlyArray<string>,
): ReadonlyArray<SheetRow> | null => {
  const has = (rows: ReadonlyArray<SheetRow>): boolean => {
    const headings = headingsOf(rows, merges)
    return names.every((name) => columnsNamed(headings, name).length > 0)
  }
  const candidates = head.slice(0, SCANNED)
  for (const [i, row] of candidates.entries()) {
    if (has([row])) return [row]
    const below = candidates[i + 1]
    const isPair = below !== undefined && below.row === row.row + 1 && !has([below])
    if (isPair && has([row, below])) return [row, below]
  }
  return null
}

/** The rows of headings: those that the mapping states, else those that contain what it names. */
export const headingRowsOf = (
  sheet: PeekedSheet,
  mapping: Mapping,
): ReadonlyArray<SheetRow> | null => {
  const { header } = mapping
  if (header !== undefined) {
    const rows = header.flatMap((row) => sheet.head.filter((each) => each.row === row - 1))
    return rows.length === header.length ? rows : null
  }
  // A heading, such as KPI, may look like the letters of a column.
  const names = namedIn(mapping)
  return (
    rowsWith(sheet, names) ??
    rowsWith(
      sheet,
      names.filter((name) => !isLetters(name)),
    )
  )
}
