import { targetInWords } from '@kpi-ledger/core/unstable'
import type { Cell } from '@kpi-ledger/projections'
import type { Scalar } from '../document/records'
import { outcomeOf } from './cell'

/** The fields of a cell in a record, each prefixed with its side: `aTarget`, `nowGrade`. */
export const sideFields = (side: string, cell: Cell | null): Readonly<Record<string, Scalar>> => ({
  [`${side}Target`]: cell === null ? null : targetInWords(cell.comparator, cell.target),
  [`${side}Outcome`]: cell === null ? null : outcomeOf(cell),
  [`${side}Rating`]: cell?.rating.code ?? null,
  [`${side}Label`]: cell?.rating.label ?? null,
  [`${side}Grade`]: cell?.rating.grade ?? null,
})

/** The names of the fields of two cells, side by side. */
export const fieldsOfSides = (...sides: ReadonlyArray<string>): ReadonlyArray<string> =>
  sides.flatMap((side) => Object.keys(sideFields(side, null)))
