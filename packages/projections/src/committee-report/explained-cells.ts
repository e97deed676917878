import type { History } from '@kpi-ledger/core'
import { readPeriod } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import { explanation, type Explanation } from '../explanation/explanation'
import type { QueryError } from '../history/query-error'
import type { Cell } from '../scorecard/cell'
import type { Scorecard } from '../scorecard/scorecard'

/** Whether a cell's figure was corrected, or its rating decided (M19, M33). */
export const wasChanged = ({ corrected, decided }: Cell): boolean => corrected || decided !== null

/** The explanations of some cells of a scorecard, in scorecard order (M28). */
export const explanationsOf = (
  history: History,
  { serviceAreas, asAt }: Scorecard,
  isWanted: (cell: Cell) => boolean,
): E.Either<QueryError, ReadonlyArray<Explanation>> => {
  const wanted = serviceAreas.flatMap(({ kpis }) =>
    kpis.flatMap(({ kpi, cells }) =>
      cells.flatMap((cell) => (cell !== null && isWanted(cell) ? [{ kpi, cell }] : [])),
    ),
  )
  return E.traverseArray(({ kpi, cell: { period, regime } }: (typeof wanted)[number]) =>
    explanation(history, { kpi, regime, asAt, period: readPeriod(period) }),
  )(wanted)
}

/** What was corrected and decided on a scorecard: the explanations of those cells. */
export const changedCells = (
  history: History,
  card: Scorecard,
): E.Either<QueryError, ReadonlyArray<Explanation>> => explanationsOf(history, card, wasChanged)
