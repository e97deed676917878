import { foldHistory, type DomainEvent, type Outcome, type Scheme } from '@kpi-ledger/core'
import { arbitraryLedger, fc } from '@kpi-ledger/testing'
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
import { asAt } from '../history/as-at'
import { scorecard } from '../scorecard/scorecard'
import { runs } from '../../../../scripts/jest/runs'
import { points, type Points, type PointsQuery } from './points'

/** Target 99 %; 98.0 to 98.9 one point, 97.0 to 97.9 two, 96.0 to 96.9 three, under 96.0 four. */
const serviceCredits = (repeat = { within: 2, factor: 2 }): Scheme => ({
  levels: ['serious', 'severe', 'threshold'],
  bands: [
    { code: 'met', label: 'Met', grade: 'good', when: { meets: 'target' } },
    ...[
      { code: 'minor', label: 'Minor', when: { reaches: 'serious' }, points: 1 },
      { code: 'serious', label: 'Serious', when: { reaches: 'severe' }, points: 2 },
      { code: 'severe', label: 'Severe', when: { reaches: 'threshold' }, points: 3 },
    ].map((band) => ({ ...band, grade: 'requires-improvement' as const })),
    {
      ...{ code: 'below', label: 'Below', grade: 'inadequate' as const, points: 4 },
      when: 'otherwise',
    },
  ],
  notRated: { code: 'none', label: 'None' },
  repeat,
})

const availability = {
  ratedTo: 1,
  target: {
    ...{ comparator: '>=' as const, value: 99 },
    levels: { serious: 98, severe: 97, threshold: 96 },
  },
}
const base: ReadonlyArray<DomainEvent> = [
  registered,
  adopted('r', '2015-04', serviceCredits()),
  defined('K', 'r', '2015-04', availability),
]
const monthsFrom = (first: string, values: ReadonlyArray<number | Outcome>, kpi = 'K') => {
  const [year = 0, month = 0] = first.split('-').map(Number)
  return values.map((value, i) => {
    const index = year * 12 + month - 1 + i
    const text = `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`
    return actual(kpi, text, value)
  })
}
const noData: Outcome = { kind: 'not-measured', reason: 'no-data' }

const pointsOf = (
  events: ReadonlyArray<DomainEvent>,
  financialYear = 2016,
  more: Partial<PointsQuery> = {},
): Points => {
  const history = foldHistory(recorded(events))
  const year = { kind: 'financial-year', financialYear } as const
  return valueOf(points(history, { financialYear: year, ...more }))
}
/** The points, run and whether it is counted, of the first KPI's first periods. */
const firstOf = ({ kpis: [kpi] }: Points, n: number) =>
  kpi?.periods.slice(0, n).map((each) => [each.points, each.run, each.counted])

describe('M34 points', () => {
  it('of a repeated failure are doubled: 96.5 then 98.5 then 96.5 gives 3, 2, 6', () => {
    const answer = pointsOf([...base, ...monthsFrom('2016-04', [96.5, 98.5, 96.5])])
    expect(firstOf(answer, 3)).toEqual([
      [3, 1, 3],
      [1, 2, 2],
      [3, 3, 6],
    ])
    expect(answer.kpis[0]).toMatchObject({ kpi: 'K', description: 'K of r', total: 11 })
    expect(answer.kpis[0]?.periods).toHaveLength(12)
    expect(answer.kpis[0]?.periods[0]).toEqual({
      period: '2016-04',
      rating: { code: 'severe', label: 'Severe', grade: 'requires-improvement' },
      ...{ points: 3, run: 1, counted: 3 },
    })
  })

  it.each([
    [99, 0],
    [98.95, 0],
    [98.94, 1],
    [98, 1],
    [97.9, 2],
    [97, 2],
    [96.9, 3],
    [95.95, 3],
    [95.94, 4],
    [0, 4],
  ])('are those of the band, as rated to one decimal: %f has %i', (value, expected) => {
    expect(firstOf(pointsOf([...base, ...monthsFrom('2016-04', [value])]), 1)).toEqual([
      [expected, Math.min(expected, 1), expected],
    ])
  })

  it('start again after a period that was met; one not rated or on no scorecard neither breaks the run nor counts', () => {
    const met = pointsOf([...base, ...monthsFrom('2016-04', [97, 99, 97])])
    expect(firstOf(met, 3)).toEqual([
      ...[
        [2, 1, 2],
        [0, 0, 0],
        [2, 1, 2],
      ],
    ])
    const unrated = pointsOf([...base, ...monthsFrom('2016-04', [97, noData, 97])])
    expect(firstOf(unrated, 3)).toEqual([
      ...[
        [2, 1, 2],
        [0, 0, 0],
        [2, 2, 4],
      ],
    ])
    // Off the scorecard in May, and on it again under the regime from June.
    const away = pointsOf([
      ...base,
      retired('K', 'r', '2016-05'),
      adopted('s', '2016-06', serviceCredits()),
      defined('K', 's', '2016-06', availability),
      ...monthsFrom('2016-04', [97, 97, 97]),
    ])
    expect(away.kpis[0]?.periods.slice(0, 2).map((each) => [each.period, each.counted])).toEqual([
      ['2016-04', 2],
      ['2016-06', 4],
    ])
  })

  it('of a period decided otherwise are those of the decision, which breaks the run if it has none (M33)', () => {
    const decided = (code: string) =>
      pointsOf([
        ...base,
        ...monthsFrom('2016-04', [97, 97, 97]),
        {
          type: 'RatingDecided',
          data: { regime: 'r', kpi: 'K', period: '2016-05', code, reason: 'relief' },
        },
      ])
    const relieved = [
      [2, 1, 2],
      [0, 0, 0],
      [2, 1, 2],
    ]
    expect(firstOf(decided('met'), 3)).toEqual(relieved)
    expect(firstOf(decided('none'), 3)).toEqual(relieved)
    expect(firstOf(decided('minor'), 3)).toEqual([
      [2, 1, 2],
      [1, 2, 2],
      [2, 3, 4],
    ])
  })

  it('run on across years and regimes, multiplied as the period’s own regime says', () => {
    const across = [
      ...base,
      adopted('s', '2016-05', serviceCredits({ within: 3, factor: 5 })),
      defined('K', 's', '2016-05', availability),
      ...monthsFrom('2016-03', [98, 98, 98, 99, 98, 98]),
    ]
    expect(firstOf(pointsOf(across), 5)).toEqual([
      ...[
        [1, 2, 2],
        [1, 3, 5],
        [0, 0, 0],
        [1, 1, 1],
        [1, 2, 1],
      ],
    ])
    expect(pointsOf(across, 2015).total).toBe(1)
  })

  it('are not multiplied if nothing repeats, and null if no band has any', () => {
    const { repeat: _, ...plain } = serviceCredits()
    const never = [registered, adopted('r', '2015-04', plain), ...base.slice(2)]
    expect(firstOf(pointsOf([...never, ...monthsFrom('2016-04', [97, 97])]), 2)).toEqual([
      ...[
        [2, 1, 2],
        [2, 2, 2],
      ],
    ])
    const pointless = [registered, adopted('r', '2015-04'), defined('K', 'r', '2015-04')]
    expect(pointsOf([...pointless, ...monthsFrom('2016-04', [1, 1])])).toMatchObject({ total: 0 })
  })

  it('are for a KPI’s own assessment periods, with totals by period, quarter and year', () => {
    const answer = pointsOf([
      ...base,
      defined('Q', 'r', '2015-04', {
        ...availability,
        ...{ frequency: 'quarterly', serviceArea: 'Other' },
      }),
      defined('L', 'r', '2015-04', availability),
      ...monthsFrom('2016-01', [97, 99, 96]),
      ...monthsFrom('2016-04', [97, 99, 96]),
      ...monthsFrom('2016-06', [98, 98], 'L'),
      actual('Q', 'FY2016-Q1', 90),
      actual('Q', 'FY2016-Q2', 97),
    ])
    expect(answer.kpis.map(({ kpi, periods, total }) => [kpi, periods.length, total])).toEqual([
      ...[
        ['K', 12, 7],
        ['L', 12, 3],
        ['Q', 4, 8],
      ],
    ])
    expect(answer.byPeriod.slice(0, 5)).toEqual([
      { period: '2016-04', counted: 4 },
      { period: '2016-05', counted: 0 },
      { period: '2016-06', counted: 4 },
      { period: 'FY2016-Q1', counted: 4 },
      { period: '2016-07', counted: 2 },
    ])
    expect(answer.byQuarter).toEqual([
      { period: 'FY2016-Q1', counted: 12 },
      { period: 'FY2016-Q2', counted: 6 },
      { period: 'FY2016-Q3', counted: 0 },
      { period: 'FY2016-Q4', counted: 0 },
    ])
    expect(answer.total).toBe(18)
    // Up to September 2016, the latest that is rated: with January to March 2016.
    expect(answer.last12Months).toBe(18 + 2 + 3)
  })

  it('are as known at an instant (M21), and there are none before there is a regime', () => {
    const events = [...base, ...monthsFrom('2016-04', [97, 97]), corrected('K', '2016-04', 99)]
    expect(pointsOf(events).total).toBe(2)
    expect(pointsOf(events, 2016, { asAt: asAt(at(4)) }).total).toBe(2 + 4)
    expect(pointsOf(events, 2010)).toMatchObject({
      kpis: [],
      byPeriod: [],
      total: 0,
      last12Months: 0,
    })
    expect(pointsOf([registered])).toMatchObject({ kpis: [], total: 0, last12Months: 0 })
    expect(pointsOf(events, 2018)).toMatchObject({ total: 0, last12Months: 2 })
    expect(
      points(foldHistory([]), { financialYear: { kind: 'financial-year', financialYear: 2016 } }),
    ).toEqual(E.left({ _tag: 'NoSuchContract' }))
  })

  it('are those of the ratings on the scorecards, and add up, for any ledger', () => {
    const law = fc.property(arbitraryLedger(), (all) => {
      const history = foldHistory(all)
      const answer = valueOf(
        points(history, { financialYear: { kind: 'financial-year', financialYear: 2016 } }),
      )
      for (const { kpi, periods, total } of answer.kpis) {
        expect(total).toBe(periods.reduce((sum, { counted }) => sum + counted, 0))
        for (const { period: of, rating } of periods) {
          const card = valueOf(scorecard(history, { periods: [period(of)] }))
          const row = card.serviceAreas.flatMap(({ kpis }) => kpis).find((each) => each.kpi === kpi)
          expect(row?.cells[0]?.rating).toEqual(rating)
        }
      }
      const sums = [
        answer.byPeriod,
        answer.byQuarter,
        answer.kpis.map((kpi) => ({ counted: kpi.total })),
      ]
      for (const parts of sums)
        expect(parts.reduce((sum, { counted }) => sum + counted, 0)).toBe(answer.total)
    })
    fc.assert(law, { numRuns: runs(60) })
  })
})
