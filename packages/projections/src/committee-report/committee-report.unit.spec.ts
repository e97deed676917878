import { foldHistory, type DomainEvent } from '@kpi-ledger/core'
import {
  actual,
  adopted,
  at,
  corrected,
  defined,
  period,
  recorded,
  registered,
  valueOf,
} from '../fixture.spec'
import { asAt } from '../history/as-at'
import { scorecard } from '../scorecard/scorecard'
import { yearGrid } from '../year-grid/year-grid'
import { committeeReport, type CommitteeReport } from './committee-report'

const events: ReadonlyArray<DomainEvent> = [
  registered,
  adopted('r', '2016-04'),
  defined('A', 'r', '2016-04'),
  defined('B', 'r', '2016-04', { frequency: 'quarterly' }),
  defined('C', 'r', '2016-04'),
  actual('A', '2016-04', 1),
  actual('A', '2016-06', 2),
  actual('A', '2016-07', 99),
  actual('A', '2016-08', 3),
  actual('A', '2016-10', 4),
  actual('B', 'FY2016-Q1', 5),
  actual('B', 'FY2016-Q2', 6),
  actual('C', '2016-09', 99),
]

const reportOf = (
  text: string,
  more: ReadonlyArray<DomainEvent> = [],
  known = {},
): CommitteeReport =>
  valueOf(
    committeeReport(foldHistory(recorded([...events, ...more])), {
      period: period(text),
      ...known,
    }),
  )

const shortIn = (text: string) =>
  reportOf(text).exceptions.map(({ since, times, explanation: { kpi } }) => [kpi, since, times])

describe('M42 the committee report', () => {
  it('says since when a KPI has fallen short: a good rating ends the run, a missing one does not', () => {
    expect(shortIn('2016-04')).toEqual([['A', '2016-04', 1]])
    expect(shortIn('2016-06')).toEqual([
      ['A', '2016-04', 2],
      ['B', '2016-06', 1],
    ])
    expect(shortIn('2016-07')).toEqual([])
    expect(shortIn('2016-10')).toEqual([['A', '2016-08', 2]])
  })

  it('counts scorecards of the same length', () => {
    expect(shortIn('2016-09')).toEqual([['B', '2016-06', 2]])
    expect(shortIn('FY2016-Q2')).toEqual([['B', 'FY2016-Q1', 2]])
  })

  it('is composed of the answers themselves', () => {
    const history = foldHistory(recorded(events))
    const report = reportOf('2016-06')
    expect(report.scorecard).toEqual(valueOf(scorecard(history, { periods: [period('2016-06')] })))
    const financialYear = { kind: 'financial-year', financialYear: 2016 } as const
    expect(report.year).toEqual(valueOf(yearGrid(history, { financialYear })))
    expect(report.rules.regimes.map(({ regime }) => regime)).toEqual(['r'])
  })

  it('explains what was corrected, as it was known at the time', () => {
    const correction = [corrected('A', '2016-06', 99)]
    const changed = reportOf('2016-06', correction)
    expect(changed.changed.map(({ kpi }) => kpi)).toEqual(['A'])
    expect(changed.exceptions.map(({ explanation: { kpi } }) => kpi)).toEqual(['B'])
    const then = reportOf('2016-06', correction, { asAt: asAt(at(events.length - 1)) })
    expect(then.changed).toEqual([])
    expect(then.exceptions).toHaveLength(2)
  })

  it('fails if there is no scorecard', () => {
    const asked = committeeReport(foldHistory(recorded(events)), { period: period('2016-03') })
    expect(asked).toMatchObject({ _tag: 'Left', left: { _tag: 'NoRegimeToRateBy' } })
  })
})
