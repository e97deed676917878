import type { EventStore } from '@kpi-ledger/core'
import { monthsOf } from '@kpi-ledger/core/unstable'
import type * as E from 'fp-ts/Either'
import type { Observable } from 'rxjs'
import { now } from '../history/as-at'
import type { QueryError } from '../history/query-error'
import { tracker, type Tracker, type TrackerQuery } from '../tracker/tracker'
import { concerns } from './concerns'
import type { Emission } from './emission'
import { liveAnswer, type LiveAnswerOptions } from './live-answer'

/**
 * A KPI's year against its profile or target, kept up to date: the answer of `tracker` at each position
 * (M24). It is the same object as long as no event can have changed it.
 */
export const liveTracker = (
  store: Pick<EventStore, 'subscribe'>,
  contract: string,
  query: TrackerQuery,
  options: LiveAnswerOptions = {},
): Observable<Emission<E.Either<QueryError, Tracker>>> =>
  liveAnswer(
    store,
    contract,
    (history) => tracker(history, query),
    concerns({
      periods: (yearStart) => monthsOf(query.financialYear, yearStart),
      kpi: query.kpi,
      asAt: query.asAt ?? now,
    }),
    options,
  )
