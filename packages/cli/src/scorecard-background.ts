import {
  changedCells,
  publicationsJson,
  restatements,
  rules,
  type QueryError,
  type Scorecard,
} from '@kpi-ledger/projections'
import type { ScorecardBackground } from '@kpi-ledger/report'
import * as E from 'fp-ts/Either'
import type { AskedHashed } from './input/asking'
import { rootOf } from './verification/publications'

/** What stands behind a scorecard, for a page: what was changed and signed off, and the rules. */
export const scorecardBackground = (
  { history, asAt, log, ledger }: AskedHashed,
  card: Scorecard,
): E.Either<QueryError, ScorecardBackground> => {
  const changed = changedCells(history, card)
  if (E.isLeft(changed)) return changed
  const stated = rules(history, { asAt })
  if (E.isLeft(stated)) return stated
  const signedOff = restatements(history, { asAt })
  if (E.isLeft(signedOff)) return signedOff
  const { publications } = publicationsJson(signedOff.right, ledger, rootOf(log))
  return E.right({ changed: changed.right, publications, rules: stated.right })
}
