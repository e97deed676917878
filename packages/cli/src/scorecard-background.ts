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
import { pipe } from 'fp-ts/function'
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
    .map(parsePeriod)
    .filter(E.isRight)
    .map(({ right }) => financialYearOf(lastMonth(right, yearStart), yearStart))
  return [...new Set(own.flatMap((year) => [year - 1, year]))]
    .sort((a, b) => a - b)
    .map((financialYear) =>
      yearGrid(history, {
        financialYear: { kind: 'financial-year', financialYear },
        ...{ asAt, ...regime },
      }),
    )
    .filter(E.isRight)
    .map(({ right }) => right)
}

/** The details behind a scorecard, for a page: what was changed and signed off, and the rules. */
export const scorecardBackground = (
  asked: AskedHashed,
  card: Scorecard,
  regime: { readonly regime?: string },
): E.Either<QueryError, ScorecardBackground> => {
  const { history, asAt, log, ledger } = asked
  return pipe(
    E.Do,
    E.apS('changed', changedCells(history, card)),
    E.apS('rules', rules(history, { asAt })),
    E.apS('signedOff', restatements(history, { asAt })),
    E.map(({ changed, rules, signedOff }) => ({
      ...{ changed, rules, years: yearsOf(asked, card, regime) },
      publications: publicationsJson(signedOff, ledger, rootOf(log)).publications,
    })),
  )
}
