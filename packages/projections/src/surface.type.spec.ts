import type { EventStore, Range, RecordedEvent, StoreError } from '@kpi-ledger/core'
import {
  foldHistory,
  scorecard,
  tracker,
  type Cell,
  type History,
  type QueryError,
  type Scorecard,
  type ScorecardQuery,
  type Tracker,
} from '@kpi-ledger/projections'
import {
  type live,
  type liveHandler,
  liveScorecard,
  type CaughtUp,
  type Emission,
  type Failed,
  type Handled,
  type HandlerFailed,
  type Projection,
  type Resume,
  type StateOf,
} from '@kpi-ledger/projections/live'
import { expectTypeOf } from 'expect-type'
import type * as E from 'fp-ts/Either'
import type { Observable } from 'rxjs'

describe('views', () => {
  it('answer with a value or an error, never by throwing', () => {
    expectTypeOf(foldHistory).returns.toEqualTypeOf<History>()
    expectTypeOf(scorecard).returns.toEqualTypeOf<E.Either<QueryError, Scorecard>>()
    expectTypeOf(tracker).returns.toEqualTypeOf<E.Either<QueryError, Tracker>>()
  })

  it('accept what is read from a store', () => {
    expectTypeOf(foldHistory).parameter(0).toEqualTypeOf<Iterable<RecordedEvent>>()
    expectTypeOf(scorecard).parameters.toEqualTypeOf<[History, ScorecardQuery]>()
  })

  it('are read-only', () => {
    expectTypeOf<Scorecard>().toEqualTypeOf<Readonly<Scorecard>>()
    expectTypeOf<Scorecard['serviceAreas']>().not.toExtend<Array<unknown>>()
    expectTypeOf<Cell['target']>().toEqualTypeOf<number | Range | null>()
  })
})

describe('live', () => {
  it('emits states, the end of the past, and an error as a value', () => {
    expectTypeOf<Emission<number>>().toEqualTypeOf<
      StateOf<number> | CaughtUp | Failed<StoreError>
    >()
    expectTypeOf<Emission<number>['kind']>().toEqualTypeOf<'state' | 'caught-up' | 'failed'>()
    expectTypeOf(liveScorecard).returns.toEqualTypeOf<
      Observable<Emission<E.Either<QueryError, Scorecard>>>
    >()
  })

  it('needs nothing of a store but subscribing', () => {
    expectTypeOf(liveScorecard).parameter(0).toEqualTypeOf<Pick<EventStore, 'subscribe'>>()
  })

  it('has the same type for the state of a projection and its codec', () => {
    type Options = NonNullable<Parameters<typeof live<number>>[2]>
    expectTypeOf<{ resume: Resume<number> }>().toExtend<Options>()
    expectTypeOf<{ resume: Resume<string> }>().not.toExtend<Options>()
    expectTypeOf<Projection<string>>().not.toExtend<Projection<number>>()
  })

  it('names the error of a handler beside those of the store', () => {
    expectTypeOf<ReturnType<typeof liveHandler<'full'>>>().toEqualTypeOf<
      Observable<Handled | CaughtUp | Failed<StoreError | HandlerFailed<'full'>>>
    >()
  })
})
