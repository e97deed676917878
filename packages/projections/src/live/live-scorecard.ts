import type { EventStore } from '@kpi-ledger/core'
import type * as E from 'fp-ts/Either'
import type { Observable } from 'rxjs'
import { now } from '../history/as-at'
import type { QueryError } from '../history/query-error'
import { scorecard, type Scorecard, type ScorecardQuery } from '../scorecard/scorecard'
import { concerns } from './concerns'
import type { Emission } from './emission'
import { liveAnswer, type LiveAnswerOptions } from './live-answer'

/**
 * A contract's scorecard, kept up to date: the answer of `scorecard` at each position. It is the
 * same object as long as no event can have changed it.
 */
export const liveScorecard = (
  store: Pick<EventStore, 'subscribe'>,
  contract: string,
  query: ScorecardQuery,
  options: LiveAnswerOptions = {},
): Observable<Emission<E.Either<QueryError, Scorecard>>> =>
  liveAnswer(
    store,
    contract,
    (history) => scorecard(history, query),
    concerns({ periods: () => query.periods, kpi: null, asAt: query.asAt ?? now }),
    options,
  )
