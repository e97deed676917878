import { now } from '@kpi-ledger/projections'
import { describe as sentence, status, type LedgerError } from './index'

const [kpi, regime, period, effectiveFrom] = ['K', 'r', '2016-05', '2016-04']
const reason = 'a reason'
const faults = [{ path: 'period', message: 'expected a period' }]

/** One of each error: leaving one out does not compile. */
const errors: {
  readonly [Tag in LedgerError['_tag']]: Extract<LedgerError, { readonly _tag: Tag }>
} = {
  DecodeError: { _tag: 'DecodeError', expected: 'a question', faults },
  InvalidCommand: {
    _tag: 'InvalidCommand',
    faults: [{ index: null, path: '', message: 'expected a list' }],
  },
  Refused: {
    _tag: 'Refused',
    ...{ index: 0, refusal: { _tag: 'UnknownContract', contract: 'c' }, further: [] },
  },
  AdvisedAgainst: {
    _tag: 'AdvisedAgainst',
    advice: [
      { advice: 'recorded-ahead', rule: 'M20', index: 0, kpi: null, period: null, sentence: 'odd' },
    ],
  },
  NoSuchContract: { _tag: 'NoSuchContract' },
  YearNotSplit: { _tag: 'YearNotSplit', written: '2016/17', write: 'FY2016' },
  RegimeNotKnown: { _tag: 'RegimeNotKnown', regime, regimes: [], asAt: now },
  KPINotKnown: { _tag: 'KPINotKnown', kpi, kpis: [], asAt: now },
  NoPeriod: { _tag: 'NoPeriod' },
  NoRegimeToRateBy: { _tag: 'NoRegimeToRateBy', period },
  NoSuchRevision: { _tag: 'NoSuchRevision', revision: 9, size: 1 },
  NotInRegime: { _tag: 'NotInRegime', kpi, regime },
  NotYetStated: { _tag: 'NotYetStated', kpi, regime, period, effectiveFrom },
  RetiredKPI: { _tag: 'RetiredKPI', kpi, regime, period, effectiveFrom },
  BesideNothing: { _tag: 'BesideNothing', beside: 'L' },
  NotBeside: { _tag: 'NotBeside', kpi, regime, beside: 'L', sharing: [] },
  NothingToPublish: { _tag: 'NothingToPublish', period, regime },
  NoRegimeToPublishUnder: { _tag: 'NoRegimeToPublishUnder', period },
  NobodySigns: { _tag: 'NobodySigns' },
  PeriodNotOver: { _tag: 'PeriodNotOver', period, at: '2016-05-30T09:00:00.000Z' },
  NotConfirmed: {
    _tag: 'NotConfirmed',
    ...{ period, regime, incomplete: [kpi], before: null },
  },
  Conflict: { _tag: 'Conflict', stream: 's', expected: 'no-stream', actual: 0 },
  IdReused: { _tag: 'IdReused', id: 'an id' },
  BeyondEnd: { _tag: 'BeyondEnd', position: 'store:41' },
  StreamDeleted: { _tag: 'StreamDeleted', stream: 's' },
  AccessDenied: { _tag: 'AccessDenied', reason },
  Unavailable: { _tag: 'Unavailable', reason },
  TimedOut: { _tag: 'TimedOut', reason },
  TooLarge: { _tag: 'TooLarge', limit: 1_048_576 },
  NotFound: { _tag: 'NotFound', what: 'group search-index' },
  Corrupt: { _tag: 'Corrupt', stream: null, revision: null, at: 'line 3', reason },
  NotSupported: { _tag: 'NotSupported', operation: 'append', reason },
  UnknownStore: { _tag: 'UnknownStore', url: 'ftp://ledger' },
  NoSuchSize: { _tag: 'NoSuchSize', asked: 9, size: 1 },
  Closed: { _tag: 'Closed' },
}

it.each(Object.entries(errors))('%s has a sentence and a status', (_, error) => {
  expect(sentence(error)).toMatch(/^\S.*[^.\s]$/)
  expect(sentence(error)).not.toMatch(/undefined|null|NaN|\[object/)
  expect(status(error)).toBeGreaterThanOrEqual(400)
})
