import { describeQueryError, type QueryError } from './query-error'

test.each<[QueryError, string]>([
  [{ _tag: 'UnknownContract' }, 'no such contract is registered in this ledger'],
  [
    { _tag: 'UnknownRegime', regime: 'r' },
    'no regime "r" has been adopted, as far as was known then',
  ],
  [{ _tag: 'UnknownKPI', kpi: 'K' }, 'no KPI "K" has been defined, as far as was known then'],
  [{ _tag: 'NoPeriod' }, 'expected at least one period'],
  [
    { _tag: 'NoRegimeInEffect', period: '2016-04' },
    'no regime is in effect in 2016-04; name one to rate it all the same',
  ],
  [
    { _tag: 'NoSuchRevision', revision: 9, size: 3 },
    'there is no revision 9; the contract has 3 events',
  ],
  [{ _tag: 'NotInRegime', kpi: 'K', regime: 'r' }, 'KPI "K" has no target under regime "r"'],
  [
    { _tag: 'NoProfile', kpi: 'K', regime: 'r', financialYear: 'FY2016' },
    'KPI "K" has no profile in FY2016 under regime "r"',
  ],
])('$_tag reads as a sentence', (error, sentence) => {
  expect(describeQueryError(error)).toBe(sentence)
})
