import { outcomeInWords, targetInWords } from '@kpi-ledger/core/unstable'
import type { Cell } from '@kpi-ledger/projections'
import type { CsvValue } from './csv'

/** The columns of a cell in CSV, each named after the side it stands on: `aTarget`, `nowGrade`. */
export const sideColumns = (
  side: string,
  cell: Cell | null,
): Readonly<Record<string, CsvValue>> => ({
  [`${side}Target`]: cell === null ? null : targetInWords(cell.comparator, cell.target),
  [`${side}Outcome`]: cell === null ? null : outcomeInWords(cell.outcome),
  [`${side}Rating`]: cell?.rating.code ?? null,
  [`${side}Label`]: cell?.rating.label ?? null,
  [`${side}Grade`]: cell?.rating.grade ?? null,
})

/** The names of the columns of two cells, side by side. */
export const columnsOfSides = (...sides: ReadonlyArray<string>): ReadonlyArray<string> =>
  sides.flatMap((side) => Object.keys(sideColumns(side, null)))
