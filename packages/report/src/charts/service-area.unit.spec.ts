import type { YearGrid } from '@kpi-ledger/projections'
import { fc } from '@kpi-ledger/testing'
import { arbitraryFigure, dotsOf, linesOf, outside, overlapping } from './laws.spec'
import { serviceAreaCharts } from './service-area'

const PERIODS = Array.from({ length: 12 }, (_, i) =>
  i < 9 ? `2016-${String(i + 4).padStart(2, '0')}` : `2017-0${i - 8}`,
)

type Values = ReadonlyArray<number | null>

const gridOf = (label: string, ...rows: ReadonlyArray<Values>): YearGrid => ({
  ...{ contract: 'c', financialYear: 'FY2016', periods: PERIODS },
  asAt: { facts: null, rules: null, revision: null },
  serviceAreas: [
    {
      name: 'Contact',
      kpis: rows.map((values, i) => ({
        ...{ kpi: `K-${i}`, unit: 'percent' },
        description: 'A description that is longer than a small picture is wide',
        cells: PERIODS.map((period, place) => {
          const value = values[place] ?? null
          return {
            ...{ period, regime: 'r', rated: null, decided: false },
            travel: { previous: null, year: null },
            rating: { code: 'met', label, grade: 'good' },
            outcome: value === null ? null : { kind: 'measured', value },
            figure: { of: period, aggregation: null, from: null, missing: null },
          }
        }),
      })),
    },
  ],
})

describe('the KPIs of a service area side by side', () => {
  it('have a point for each figure of a KPI with two or more, in the frame and legible', () => {
    const year = fc.array(fc.option(arbitraryFigure), { minLength: 12, maxLength: 12 })
    fc.assert(
      fc.property(fc.array(year, { minLength: 1, maxLength: 7 }), (rows) => {
        const [chart] = serviceAreaCharts(gridOf('Met', ...rows), 4)
        if (chart === undefined) throw new Error('no chart')
        const measured = rows.map((values) => values.filter((value) => value !== null).length)
        const drawn = measured.filter((count) => count > 1)
        expect(chart.picture === null).toBe(drawn.length === 0)
        if (chart.picture === null) return
        expect(dotsOf(chart)).toHaveLength(drawn.reduce((all, count) => all + count, 0))
        expect(outside(chart.picture)).toEqual([])
        expect(overlapping(chart.picture)).toEqual([])
      }),
    )
  })

  it('have no line across a month that was not measured, and state the latest figures', () => {
    const [chart] = serviceAreaCharts(gridOf('Met', [1, 2, null, 4, 5, 6], [7]), 4)
    if (chart === undefined) throw new Error('no chart')
    expect(linesOf(chart, 'actual').map(({ points }) => points.length)).toEqual([2, 3])
    expect(chart.title).toBe('Contact — 2016/17')
    expect(chart.description).toBe(
      'K-0: 6 in Sep 2016, Met. K-1: 7 in Apr 2016, Met. Each picture has its own scale: compare heights within one picture, not between two.',
    )
  })

  it('show the sign of a rating whose word is too long, and never part of the word', () => {
    const [chart] = serviceAreaCharts(gridOf('A failure of some seriousness', [1, 2]), 4)
    const said = chart?.picture?.shown.flatMap((each) => (each.kind === 'words' ? [each.text] : []))
    expect(said).toContain('2 in May 2016 ✓')
  })
})
