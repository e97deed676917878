import { foldHistory } from '@kpi-ledger/core'
import * as E from 'fp-ts/Either'
import { describe as inWords } from '../describe'
import { committeeReport } from '../committee-report/committee-report'
import { comparison } from '../comparison/comparison'
import { period } from '../fixture.spec'
import { reconciliation } from '../reconciliation/reconciliation'
import { asAt, now } from './as-at'
import type { QueryError } from './query-error'

const noon = '2016-06-20T12:00:00.000Z'

test.each<[QueryError, string]>([
  [{ _tag: 'NoSuchContract' }, 'no such contract is registered in this ledger'],
  [{ _tag: 'NoSuchContract', contract: 'wate' }, 'no contract "wate" is registered in this ledger'],
  [
    { _tag: 'NoSuchContract', contract: 'wate', contracts: ['ict', 'waste'] },
    'no contract "wate" is registered in this ledger; did you mean "waste"? There are "ict" and "waste"',
  ],
  [
    { _tag: 'RegimeNotKnown', regime: 'pspp', regimes: ['ict', 'pssp'], asAt: now },
    'no regime "pspp" has been adopted; did you mean "pssp"? There are "ict" and "pssp"',
  ],
  [
    { _tag: 'RegimeNotKnown', regime: 'r', regimes: [], asAt: { ...now, revision: 0 } },
    'no regime "r" has been adopted, as far as was known then; there are none',
  ],
  [
    { _tag: 'KPINotKnown', kpi: 'K', kpis: ['A', 'B'], asAt: { ...now, facts: noon } },
    'no KPI "K" has been defined; there are "A" and "B"',
  ],
  [
    { _tag: 'KPINotKnown', kpi: 'K', kpis: ['K1'], asAt: asAt(noon) },
    'no KPI "K" has been defined, as far as was known then; did you mean "K1"?',
  ],
  [{ _tag: 'NoPeriod' }, 'expected at least one period'],
  [
    { _tag: 'NoRegimeToRateBy', period: '2016-04' },
    'no regime is in effect in 2016-04, and none was named to rate it by',
  ],
  [
    { _tag: 'NoSuchRevision', revision: 9, size: 3 },
    'there is no revision 9; the contract has 3 events',
  ],
  [{ _tag: 'NotInRegime', kpi: 'K', regime: 'r' }, 'KPI "K" has no target under regime "r"'],
  [
    {
      _tag: 'NotYetStated',
      kpi: 'K',
      regime: 'r',
      period: '2016-04',
      effectiveFrom: '2016-05',
    },
    'KPI "K" is not on the scorecard of 2016-04: its first target under regime "r" is from 2016-05; it is rated only if the regime is named',
  ],
  [
    { _tag: 'RetiredKPI', kpi: 'K', regime: 'r', period: '2016-06', effectiveFrom: '2016-05' },
    'KPI "K" is not on the scorecard of 2016-06: it is retired under regime "r" from 2016-05',
  ],
])('$_tag reads as a sentence', (error, sentence) => {
  expect(inWords(error)).toBe(sentence)
})

const none = foldHistory([])
const april = period('2016-04')

test.each([
  ['a committee report', () => committeeReport(none, { period: april })],
  ['a comparison', () => comparison(none, { a: 'a', b: 'b', periods: [april] })],
  ['a reconciliation', () => reconciliation(none)],
])('there is no answer without a contract: %s', (_, answer) => {
  expect(answer()).toEqual(E.left({ _tag: 'NoSuchContract' }))
})
