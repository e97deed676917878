import type { EventStore, LedgerEnvironment } from '@kpi-ledger/core'
import { expectTypeOf } from 'expect-type'
import type * as E from 'fp-ts/Either'
import {
  type describe as describeError,
  type Ledger,
  type LedgerError,
  type openLedger,
  type orThrow,
  type ScorecardJson,
  type status,
  type Tracker,
} from './index'

describe('the front door', () => {
  it('opens at a URL or on a store', () => {
    expectTypeOf<Parameters<typeof openLedger>[0]>().toEqualTypeOf<string | EventStore>()
    expectTypeOf<ReturnType<typeof openLedger>>().toEqualTypeOf<
      Promise<E.Either<LedgerError, Ledger>>
    >()
  })

  it('has methods that return promises of a value or an error, none of them lazy', () => {
    type Methods = Omit<Ledger, 'follow' | 'close' | symbol>
    type Answers = Awaited<ReturnType<Methods[keyof Methods]>>
    expectTypeOf<Answers>().toExtend<E.Either<LedgerError, object>>()
    expectTypeOf<Ledger['close']>().returns.toEqualTypeOf<Promise<void>>()
    expectTypeOf<Awaited<ReturnType<Ledger['scorecard']>>>().toEqualTypeOf<
      E.Either<LedgerError, ScorecardJson>
    >()
  })

  it('follows a question with answers of its own type', () => {
    const follow = (ledger: Ledger) =>
      ledger.follow('c', { kind: 'tracker', kpi: 'K', year: 'FY2016' })
    expectTypeOf(follow).returns.toEqualTypeOf<
      AsyncIterableIterator<E.Either<LedgerError, Tracker>>
    >()
    // @ts-expect-error a tracker needs a KPI and a year
    const misasked = (ledger: Ledger) => ledger.follow('c', { kind: 'tracker', period: '2016-04' })
    expectTypeOf(misasked).toBeFunction()
  })

  it('has one kind of error, with a sentence and a status', () => {
    expectTypeOf<Parameters<typeof describeError>>().toEqualTypeOf<[LedgerError]>()
    expectTypeOf<typeof status>().returns.toEqualTypeOf<number>()
    expectTypeOf<typeof orThrow>().parameter(0).toEqualTypeOf<E.Either<LedgerError, unknown>>()
  })

  it('takes text: no period objects, and a clock that returns text', () => {
    type Options = Parameters<Ledger['scorecard']>[1]
    expectTypeOf<Options['period']>().toEqualTypeOf<string | ReadonlyArray<string>>()
    expectTypeOf<LedgerEnvironment['now']>().returns.toEqualTypeOf<string>()
  })
})
