import { parsePeriod } from '@kpi-ledger/core'
import { financialYearOf, lastMonth } from '@kpi-ledger/core/unstable'
import {
  changedCells,
  publicationsJson,
  restatements,
  rules,
  yearGrid,
  type QueryError,
  type Scorecard,
  type YearGrid,
} from '@kpi-ledger/projections'
import type { ScorecardBackground } from '@kpi-ledger/report'
import * as E from 'fp-ts/Either'
import { yearStartOf } from './input/contract-period'
import type { AskedHashed } from './input/asking'
import { rootOf } from './verification/publications'

/**
 * The years of a scorecard's months and the years before them, except those before the contract
 * began.
 */
const yearsOf = (
  { history, asAt }: AskedHashed,
  { periods }: Scorecard,
  regime: { readonly regime?: string },
): ReadonlyArray<YearGrid> => {
  const yearStart = yearStartOf(history)
  const own = periods
    .flatMap((each) => {
      const read = parsePeriod(each)
      return E.isLeft(read) ? [] : [read.right]
    })
    .map((each) => financialYearOf(lastMonth(each, yearStart), yearStart))
  return [...new Set(own.flatMap((year) => [year - 1, year]))]
    .sort((a, b) => a - b)
    .flatMap((financialYear) => {
      const query = { financialYear: { kind: 'financial-year', financialYear }, asAt } as const
      const grid = yearGrid(history, { ...query, ...regime })
      return E.isLeft(grid) ? [] : [grid.right]
    })
}

/** The details behind a scorecard, for a page: what was changed and signed off, and the rules. */
export const scorecardBackground = (
  asked: AskedHashed,
  card: Scorecard,
  regime: { readonly regime?: string },
): E.Either<QueryError, ScorecardBackground> => {
  const { history, asAt, log, ledger } = asked
  const changed = changedCells(history, card)
  if (E.isLeft(changed)) return changed
  const stated = rules(history, { asAt })
  if (E.isLeft(stated)) return stated
  const signedOff = restatements(history, { asAt })
  if (E.isLeft(signedOff)) return signedOff
  const { publications } = publicationsJson(signedOff.right, ledger, rootOf(log))
  return E.right({
    ...{ changed: changed.right, publications, rules: stated.right },
    years: yearsOf(asked, card, regime),
  })
}
