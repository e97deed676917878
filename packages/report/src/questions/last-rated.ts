import type { Scorecard, YearGrid, YearGridCell } from '@kpi-ledger/projections'
import type { RowNote } from '../document/table'
import { periodTextInWords } from '../words/period'
import { isRated, isShort } from './cell'

/** Some years of a contract by month, earliest first. */
export type Years = ReadonlyArray<Pick<YearGrid, 'serviceAreas'>>

/** The cell in which a KPI was last rated before a month, if it fell short; null if it did not. */
export const lastShort = (years: Years, kpi: string, month: string): YearGridCell | null => {
  const last = years
    .flatMap(({ serviceAreas }) => serviceAreas.flatMap(({ kpis }) => kpis))
    .flatMap((row) => (row.kpi === kpi ? row.cells : []))
    .findLast((cell) => cell !== null && cell.period < month && isRated(cell))
  return last !== undefined && isShort(last) ? last : null
}

const MONTH = /^\d{4}-\d{2}$/

/** A note on an unrated cell that the KPI fell short when last rated, so that this is not forgotten. */
export const lastShortNotes = (
  cell: Scorecard['serviceAreas'][number]['kpis'][number]['cells'][number],
  kpi: string,
  years: Years,
  yearStart: number,
): ReadonlyArray<RowNote> => {
  if (cell === null || isRated(cell) || !MONTH.test(cell.period)) return []
  const last = lastShort(years, kpi, cell.period)
  return last === null
    ? []
    : [
        {
          group: periodTextInWords(cell.period, yearStart),
          text: `${last.rating.label} when last rated, in ${periodTextInWords(last.period, yearStart)}`,
        },
      ]
}
