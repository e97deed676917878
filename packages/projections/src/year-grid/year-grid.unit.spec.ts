import { foldHistory, type DomainEvent } from '@kpi-ledger/core'
import { arbitraryLedger, fc } from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'
import {
  actual,
  adopted,
  at,
  defined,
  expectEqual,
  period,
  recorded,
  registered,
  retired,
  valueOf,
} from '../fixture.spec'
import { asAt } from '../history/as-at'
import { scorecard } from '../scorecard/scorecard'
import { runs } from '../../../../scripts/jest/runs'
import { yearGrid, type YearGrid, type YearGridQuery } from './year-grid'

const year2016 = { kind: 'financial-year', financialYear: 2016 } as const

// The regime starts in June, so April and May have none.
const events: ReadonlyArray<DomainEvent> = [
  registered,
  adopted('r', '2016-06'),
  defined('A', 'r', '2016-06', { ratedTo: 0 }),
  defined('B', 'r', '2016-06', { serviceArea: 'Other', unit: 'days', frequency: 'quarterly' }),
  defined('C', 'r', '2016-08'),
  retired('C', 'r', '2016-10'),
  actual('A', '2016-06', 95),
  actual('A', '2016-07', 89.6),
  actual('B', 'FY2016-Q1', 91),
]

const gridOf = (more: Partial<YearGridQuery> = {}): YearGrid =>
  valueOf(yearGrid(foldHistory(recorded(events)), { financialYear: year2016, ...more }))

const rowsOf = ({ serviceAreas }: YearGrid) =>
  serviceAreas.flatMap(({ name, kpis }) =>
    kpis.map(({ kpi, cells }) => [name, kpi, ...cells.map((cell) => cell?.rating.code ?? null)]),
  )

describe('M35 the year grid', () => {
  it('has one row per KPI and one cell per month, except where no regime is in effect', () => {
    const grid = gridOf()
    expect(grid).toMatchObject({ contract: 'c', financialYear: 'FY2016' })
    expect([grid.periods[0], grid.periods[11], grid.periods.length]).toEqual([
      ...['2016-04', '2017-03', 12],
    ])
    const none = 'none'
    expect(rowsOf(grid)).toEqual([
      ['Area', 'A', null, null, 'exceeded', 'met', ...Array<string>(8).fill(none)],
      ['Area', 'C', null, null, null, null, none, none, ...Array<null>(6).fill(null)],
      ['Other', 'B', null, null, 'exceeded', ...Array<string>(9).fill(none)],
    ])
    const [, , june, july] = grid.serviceAreas[0]?.kpis[0]?.cells ?? []
    expect(june).toEqual({
      ...{ period: '2016-06', regime: 'r', outcome: { kind: 'measured', value: 95 } },
      figure: { of: '2016-06', aggregation: null, from: null, missing: null },
      rating: { code: 'exceeded', label: 'Exceeded', grade: 'good' },
      travel: { previous: null, year: null },
      ...{ rated: null, decided: false },
    })
    // 89.6 against 90 (M15).
    expect(july).toMatchObject({ rated: 90, rating: { code: 'met' } })
  })

  it('has quarters if asked to', () => {
    const grid = gridOf({ by: 'quarter' })
    expect(grid.periods).toEqual(['FY2016-Q1', 'FY2016-Q2', 'FY2016-Q3', 'FY2016-Q4'])
    expect(rowsOf(grid)[2]).toEqual(['Other', 'B', 'exceeded', 'none', 'none', 'none'])
  })

  it('is under a regime asked for by name, which reaches back (M6), and as known then (M21)', () => {
    expect(rowsOf(gridOf({ regime: 'r' }))[0]?.slice(2, 5)).toEqual(['none', 'none', 'exceeded'])
    expect(rowsOf(gridOf({ asAt: asAt(at(2)) }))).toHaveLength(1)
    expect(gridOf({ financialYear: { ...year2016, financialYear: 2010 } }).serviceAreas).toEqual([])
    const history = foldHistory(recorded(events))
    expect(yearGrid(history, { financialYear: year2016, regime: 'x' })).toMatchObject({
      left: { _tag: 'RegimeNotKnown' },
    })
    expect(yearGrid(foldHistory([]), { financialYear: year2016 })).toEqual(
      E.left({ _tag: 'NoSuchContract' }),
    )
  })

  it('agrees with the scorecards of its months, for any ledger', () => {
    const law = fc.property(
      arbitraryLedger(),
      fc.constantFrom('month' as const, 'quarter' as const),
      fc.integer({ min: 2014, max: 2018 }),
      (all, by, financialYear) => {
        const history = foldHistory(all)
        const grid = valueOf(
          yearGrid(history, { financialYear: { ...year2016, financialYear }, by }),
        )
        for (const [place, of] of grid.periods.entries()) {
          const card = scorecard(history, { periods: [period(of)] })
          const shown = E.isLeft(card)
            ? []
            : card.right.serviceAreas.flatMap(({ kpis }) =>
                kpis.map(({ kpi, cells: [cell = null] }) => [
                  kpi,
                  cell && [cell.regime, cell.outcome, cell.figure, cell.rating, cell.rated],
                ]),
              )
          const inGrid = grid.serviceAreas.flatMap(({ kpis }) =>
            kpis.flatMap(({ kpi, cells }) => {
              const cell = cells[place] ?? null
              if (cell === null) return []
              const { regime, outcome, figure, rating, rated } = cell
              return [[kpi, [regime, outcome, figure, rating, rated]]]
            }),
          )
          const byKPI = (rows: ReadonlyArray<unknown>) =>
            rows.map((row) => JSON.stringify(row)).sort()
          expectEqual(byKPI(inGrid), byKPI(shown))
        }
      },
    )
    fc.assert(law, { numRuns: runs(100) })
  })
})
