import { foldHistory, type DomainEvent } from '@kpi-ledger/core'
import * as E from 'fp-ts/Either'
import { describe as inWords } from '../describe'
import {
  actual,
  adopted,
  at,
  atLeast,
  corrected,
  defined,
  period,
  recorded,
  registered,
  retired,
  revised,
  valueOf,
} from '../fixture.spec'
import { asAt } from '../history/as-at'
import { kpiLife, type KPILife, type KPILifeQuery } from './kpi-life'

const base = [registered, adopted('r', '2015-04')]

const ask = (events: ReadonlyArray<DomainEvent>, query: Partial<KPILifeQuery> = {}) =>
  kpiLife(foldHistory(recorded([...base, ...events])), {
    kpi: 'K',
    period: period('2016-05'),
    ...query,
  })

const lifeOf = (...events: ReadonlyArray<DomainEvent>): KPILife => valueOf(ask(events))

const errorOf = (answer: ReturnType<typeof ask>): string =>
  E.isLeft(answer) ? inWords(answer.left) : 'no error'

describe('M43 the life of a KPI', () => {
  const K = defined('K', 'r', '2015-04')

  it('has the 24 months up to the end of the period, each as on its scorecard', () => {
    const { months } = lifeOf(K, actual('K', '2016-03', 95), actual('K', '2016-05', 80))
    expect(months).toHaveLength(24)
    expect([months[0].period, months.at(-1)?.period]).toEqual(['2014-06', '2016-05'])
    expect(months[0]).toEqual({
      ...{ period: '2014-06', regime: null, cell: null, unit: null, bands: [] },
    })
    expect(months.at(-1)?.cell?.rating.code).toBe('not-met')
    expect(months.at(-2)?.cell).toMatchObject({ outcome: null, reason: 'not-recorded' })
    const { months: ofYear } = valueOf(ask([K], { period: period('FY2015') }))
    expect(ofYear.at(-1)?.period).toBe('2016-03')
  })

  it('has each month’s bands from the lowest values up, for the target in force in it', () => {
    const { months } = lifeOf(K, revised('K', 'r', '2016-05', atLeast(95)))
    const bands = (of: string) =>
      months
        .find((each) => each.period === of)
        ?.bands.map(({ code, low, high }) => [code, low?.value ?? null, high?.value ?? null])
    expect(bands('2016-04')).toEqual([
      ['not-met', null, 90],
      ['met', 90, 90],
      ['exceeded', 90, null],
    ])
    expect(bands('2016-05')?.[0]).toEqual(['not-met', null, 95])
  })

  it('has new limits under a new regime, and none from figures in another unit', () => {
    const events = [
      K,
      adopted('s', '2016-03'),
      defined('K', 's', '2016-03'),
      ...['2015-12', '2016-01', '2016-02', '2016-03', '2016-04'].map((of, i) =>
        actual('K', of, 90 + i),
      ),
    ]
    const { process, better } = lifeOf(...events)
    expect(process.limits.map(({ regime, count }) => [regime, count])).toEqual([
      ['r', 3],
      ['s', 2],
    ])
    expect(better).toBe('higher')
    const days = { unit: 'days', target: null, better: 'lower' } as const
    const other = lifeOf(
      K,
      adopted('s', '2016-03'),
      defined('K', 's', '2016-03', days),
      ...events.slice(3),
    )
    expect(other.process.points.map(({ period: of }) => of)).toEqual(['2016-03', '2016-04'])
    expect([other.unit, other.better]).toEqual(['days', 'lower'])
  })

  it('has no process for what accumulates over the year, or for fewer than two figures', () => {
    const toDate = defined('K', 'r', '2015-04', { accumulation: 'year-to-date' })
    const figures = [actual('K', '2016-04', 5), actual('K', '2016-05', 10)]
    expect(lifeOf(toDate, ...figures).process).toEqual({
      ...{ none: 'year-to-date', limits: [], points: [] },
    })
    expect(lifeOf(K, actual('K', '2016-05', 5)).process).toMatchObject({ none: 'too-few' })
    expect(lifeOf(K, ...figures).process.none).toBeNull()
  })

  it('has its year, if the regime at its end has the KPI', () => {
    expect(lifeOf(K, adopted('s', '2017-01')).year).toBeNull()
    const target = { ...atLeast(96), profile: { '04': 10 } }
    const { year } = lifeOf(defined('K', 'r', '2015-04', { target }), actual('K', '2016-04', 11))
    expect(year).toMatchObject({ financialYear: 'FY2016', annualTarget: 96, latest: '2016-04' })
  })

  it('has the events behind these months, each once, including superseded ones', () => {
    const { events } = lifeOf(
      K,
      actual('K', '2016-04', 80),
      corrected('K', '2016-04', 95),
      actual('other', '2016-04', 1),
      revised('K', 'r', '2016-05', atLeast(95)),
    )
    expect(
      events.map(({ revision, gave, supersededBy }) => [revision, gave, supersededBy]),
    ).toEqual([
      [1, 'regime', null],
      [2, 'definition', null],
      [2, 'target', 6],
      [3, 'actual', 4],
      [4, 'actual', null],
      [6, 'target', null],
    ])
  })

  it('has the retirement under an earlier regime, and no cell until the next has the KPI', () => {
    const { months, events } = lifeOf(
      ...[K, retired('K', 'r', '2016-03'), adopted('s', '2016-05'), defined('K', 's', '2016-05')],
    )
    expect(months.slice(-4).map(({ regime, cell }) => [regime, cell?.reason])).toEqual([
      ...[
        ['r', 'not-recorded'],
        ['r', undefined],
        ['r', undefined],
        ['s', 'not-recorded'],
      ],
    ])
    expect(events).toContainEqual(
      expect.objectContaining({ revision: 3, gave: 'retirement', effectiveFrom: '2016-03' }),
    )
  })

  it.each([
    [{ comparator: 'between', low: 1, high: 2 } as const, null],
    [{ comparator: '<', value: 1 } as const, 'lower'],
    [{ comparator: '<=', value: 1 } as const, 'lower'],
    [{ comparator: '>', value: 1 } as const, 'higher'],
  ])('says which values are better by its target, %j', (target, better) => {
    expect(lifeOf(defined('K', 'r', '2015-04', { target })).better).toBe(better)
  })

  it('is an error if no revision is known as far', () => {
    expect(errorOf(ask([K], { asAt: { facts: null, rules: null, revision: 99 } }))).toContain('99')
  })

  it('is as known at a point in time', () => {
    const events = [K, actual('K', '2016-05', 80)]
    const then = valueOf(ask(events, { asAt: asAt(at(2)) }))
    expect(then.months.at(-1)?.cell?.outcome).toBeNull()
    expect(then.asAt).toEqual(asAt(at(2)))
  })

  it('is an error if there is nothing to show', () => {
    expect(errorOf(ask([]))).toBe('no KPI "K" has been defined; there are none')
    expect(errorOf(ask([K], { period: period('2014-05') }))).toBe(
      'no regime is in effect in 2014-05, and none was named to rate it by',
    )
    expect(errorOf(ask([K, retired('K', 'r', '2015-04')]))).toContain('retired')
    expect(errorOf(ask([defined('K', 'r', '2017-04')]))).toContain('2017-04')
  })
})
