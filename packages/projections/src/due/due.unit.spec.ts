import { foldHistory, type DomainEvent, type Outcome } from '@kpi-ledger/core'
import { isDue, lastMonth } from '@kpi-ledger/core/unstable'
import { arbitraryLedger, arbitraryPeriod, fc } from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'
import {
  actual,
  adopted,
  at,
  corrected,
  defined,
  period,
  recorded,
  registered,
  retired,
  valueOf,
} from '../fixture.spec'
import { asAt, now as unlimited } from '../history/as-at'
import { scorecard } from '../scorecard/scorecard'
import { runs } from '../../../../scripts/jest/runs'
import { due, type DueQuery } from './due'

const noData: Outcome = { kind: 'not-measured', reason: 'no-data' }
const now = '2016-07-11T23:59:59.999Z'

const events: ReadonlyArray<DomainEvent> = [
  registered,
  adopted('r', '2016-04'),
  defined('A', 'r', '2016-04'),
  defined('B', 'r', '2016-04', { serviceArea: 'Other' }),
  defined('C', 'r', '2016-04', { frequency: 'quarterly', owner: 'Depot' }),
  defined('D', 'r', '2016-04', { frequency: 'annual' }),
  defined('E', 'r', '2016-04'),
  defined('F', 'r', '2016-04'),
  retired('F', 'r', '2016-06'),
  actual('A', '2016-04', 91),
  actual('A', '2016-05', 92),
  corrected('A', '2016-05', 93),
  actual('E', '2016-06', noData),
]
const history = foldHistory(recorded(events))

const dueIn = (of: string, more: Partial<DueQuery> = {}) =>
  valueOf(due(history, { period: period(of), now, ...more }))
const kpisIn = (list: ReturnType<typeof dueIn>) => list.due.map(({ kpi }) => kpi)

describe('M36 the due list', () => {
  it('has the KPIs that are due without an outcome, in scorecard order, each with its latest outcome', () => {
    expect(dueIn('2016-06')).toEqual({
      ...{ contract: 'c', asAt: unlimited, period: '2016-06', endedDaysAgo: 10 },
      due: [
        {
          ...{ kpi: 'A', description: 'A of r', serviceArea: 'Area', owner: null },
          frequency: 'monthly',
          lastFigure: { period: '2016-05', outcome: { kind: 'measured', value: 93 } },
        },
        {
          ...{ kpi: 'C', description: 'C of r', serviceArea: 'Area', owner: 'Depot' },
          ...{ frequency: 'quarterly', lastFigure: null },
        },
        {
          ...{ kpi: 'B', description: 'B of r', serviceArea: 'Other', owner: null },
          ...{ frequency: 'monthly', lastFigure: null },
        },
      ],
      recorded: 1,
      of: 4,
    })
  })

  it.each([
    ['2016-06-29T12:00:00.000Z', -2],
    ['2016-06-30T23:59:59.999Z', -1],
    ['2016-07-01T00:00:00.000Z', 0],
    ['2016-07-02T00:00:00.000Z', 1],
    ['2017-07-01T00:00:00.000Z', 365],
  ])('counts the days since the period ended: at %s %i', (instant, days) => {
    expect(dueIn('2016-06', { now: instant }).endedDaysAgo).toBe(days)
    expect(dueIn('FY2016-Q1', { now: instant }).endedDaysAgo).toBe(days)
  })

  it('is as known at an instant, with the days counted up to it (M21)', () => {
    // The 13th event was recorded on 13 June.
    const before = dueIn('2016-06', { asAt: asAt(at(11)) })
    expect([kpisIn(before), before.endedDaysAgo]).toEqual([['A', 'C', 'E', 'B'], -19])
    const revision = dueIn('2016-06', { asAt: { ...unlimited, revision: 10 } })
    expect(revision.endedDaysAgo).toBe(-20)
    expect(revision.due[0]?.lastFigure).toMatchObject({ outcome: { value: 92 } })
    const rulesOnly = dueIn('2016-06', { asAt: { ...unlimited, rules: at(3) } })
    expect([kpisIn(rulesOnly), rulesOnly.endedDaysAgo]).toEqual([['A', 'B'], 10])
  })

  it('takes the latest outcome from the shortest of several periods that end together', () => {
    const all = [
      ...events,
      ...['FY2016', 'FY2016-Q4', 'FY2016-H2'].map((of, i) => actual('A', of, i)),
    ]
    const list = valueOf(due(foldHistory(recorded(all)), { period: period('2016-06'), now }))
    expect(list.due[0]?.lastFigure?.period).toBe('FY2016-Q4')
  })

  it('fails if nothing can be due', () => {
    expect(due(history, { period: period('2016-03'), now })).toMatchObject({
      left: { _tag: 'NoRegimeToRateBy' },
    })
    expect(dueIn('2016-03', { regime: 'r' }).of).toBe(6)
    expect(due(foldHistory([]), { period: period('2016-03'), now })).toEqual(
      E.left({ _tag: 'NoSuchContract' }),
    )
  })

  it('together with the recorded outcomes covers the KPIs due, for any ledger', () => {
    const law = fc.property(arbitraryLedger(), arbitraryPeriod(), (all, of) => {
      const any = foldHistory(all)
      const list = due(any, { period: of, now })
      const card = scorecard(any, { periods: [of] })
      expect(E.isLeft(list)).toBe(E.isLeft(card))
      if (E.isLeft(list) || E.isLeft(card)) return
      const yearStart = any.contract?.yearStart ?? 0
      const rows = card.right.serviceAreas
        .flatMap(({ kpis }) => kpis)
        .filter((kpi) => isDue(kpi, lastMonth(of, yearStart), yearStart))
      const without = rows.filter(({ cells: [cell = null] }) => cell?.outcome === null)
      expect(kpisIn(list.right)).toEqual(without.map(({ kpi }) => kpi))
      expect([list.right.of, list.right.recorded + list.right.due.length]).toEqual([
        rows.length,
        rows.length,
      ])
    })
    fc.assert(law, { numRuns: runs(200) })
  })
})
