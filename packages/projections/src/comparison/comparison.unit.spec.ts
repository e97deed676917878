import { foldHistory, type DomainEvent, type EventData, type GradeOrOther } from '@kpi-ledger/core'
import * as E from 'fp-ts/Either'
import {
  actual,
  adopted,
  at,
  defined,
  period,
  recorded,
  registered,
  retired,
  revised,
  valueOf,
} from '../fixture.spec'
import { asAt } from '../history/as-at'
import type { Cell } from '../scorecard/cell'
import { changeOf } from './change'
import { comparison, type ComparisonQuery } from './comparison'

const base = [registered, adopted('a', '2009-04'), adopted('b', '2016-04')]

const compare = (
  events: ReadonlyArray<DomainEvent>,
  query: Partial<Omit<ComparisonQuery, 'periods'>> & { periods?: ReadonlyArray<string> } = {},
) =>
  comparison(foldHistory(recorded([...base, ...events])), {
    a: 'a',
    b: 'b',
    ...query,
    periods: (query.periods ?? ['2016-04']).map(period),
  })

const rowsOf = (...args: Parameters<typeof compare>) =>
  valueOf(compare(...args)).rows.map(({ kpi, cells }) => [
    kpi.a,
    kpi.b,
    ...cells.map(({ change }) => change),
  ])

const inA = (kpi: string, more: Partial<EventData<'KPIDefined'>> = {}) =>
  defined(kpi, 'a', '2009-04', more)
const inB = (kpi: string, more: Partial<EventData<'KPIDefined'>> = {}) =>
  defined(kpi, 'b', '2016-04', more)
const to = (value: number) => ({ comparator: '>=', value }) as const

describe('M22 changes', () => {
  const cell = (grade: GradeOrOther): Cell =>
    ({ rating: { code: 'c', label: 'L', grade } }) as unknown as Cell

  it.each([
    ['good', 'good', 'same'],
    ['good', 'approaching-target', 'worse'],
    ['inadequate', 'requires-improvement', 'better'],
    ['other', 'good', 'not-comparable'],
    ['good', 'other', 'not-comparable'],
    ['other', 'other', 'same'],
  ] as const)('%s to %s is %s', (a, b, change) => {
    expect(changeOf(cell(a), cell(b))).toBe(change)
  })

  it('are null if there is no cell, and one-sided if there is only one', () => {
    expect([
      changeOf(null, null),
      changeOf(cell('good'), null),
      changeOf(null, cell('other')),
    ]).toEqual([null, 'only-a', 'only-b'])
  })
})

describe('M22 the comparison', () => {
  const events = [
    inA('K', { target: to(80) }),
    inA('L'),
    inB('M'),
    inB('K', { target: to(95) }),
    actual('K', '2016-04', 90),
    actual('K', '2009-05', 99),
  ]

  it('has a period once that is asked for twice', () => {
    expect(compare(events, { periods: ['2016-04', '2016-04'] })).toEqual(
      compare(events, { periods: ['2016-04'] }),
    )
  })

  it('rates the same actuals under both regimes, each as if asked for by name', () => {
    const { rows, summary } = valueOf(compare(events, { periods: ['2009-05', '2016-04'] }))
    expect(rows[0]).toMatchObject({
      kpi: { a: 'K', b: 'K' },
      description: 'K of b',
      serviceArea: 'Area',
      cells: [
        {
          period: '2009-05',
          a: { extrapolated: false },
          b: { extrapolated: true },
          change: 'same',
        },
        { period: '2016-04', a: { target: 80 }, b: { target: 95 }, change: 'worse' },
      ],
    })
    expect(summary).toEqual({
      better: 0,
      worse: 1,
      same: 1,
      'not-comparable': 0,
      'only-a': 2,
      'only-b': 2,
    })
    expect(Object.keys(summary)).toEqual([
      ...['better', 'worse', 'same', 'not-comparable', 'only-a', 'only-b'],
    ])
  })

  it('has the KPIs of A in order, then those of B that are left', () => {
    expect(rowsOf(events)).toEqual([
      ['K', 'K', 'worse'],
      ['L', null, 'only-a'],
      [null, 'M', 'only-b'],
    ])
    expect(valueOf(compare(events)).rows[1]?.description).toBe('L of a')
  })

  it('has no change if a KPI is on neither side', () => {
    const gone = [inA('K'), retired('K', 'a', '2016-04'), revised('K', 'b', '2016-04', to(90))]
    expect(rowsOf(gone)).toEqual([['K', 'K', 'only-b']])
    expect(rowsOf([...gone, retired('K', 'b', '2016-04')])).toEqual([['K', 'K', null]])
  })

  it('answers as at a point in time, or says why it cannot', () => {
    expect(rowsOf(events, { asAt: asAt(at(4)) })).toEqual([
      ['K', null, 'only-a'],
      ['L', null, 'only-a'],
    ])
    expect(compare(events, { a: 'none' })).toMatchObject({
      left: { _tag: 'RegimeNotKnown', regime: 'none', regimes: ['a', 'b'] },
    })
    expect(compare(events, { b: 'none' })).toMatchObject({
      left: { _tag: 'RegimeNotKnown', regime: 'none', regimes: ['a', 'b'] },
    })
    expect(compare(events, { periods: [] })).toEqual(E.left({ _tag: 'NoPeriod' }))
  })

  it('has its JSON fields in their order', () => {
    const answer = valueOf(compare(events))
    expect(Object.keys(answer)).toEqual(['contract', 'a', 'b', 'periods', 'rows', 'summary'])
    expect(Object.keys(answer.rows[0] ?? {})).toEqual([
      'kpi',
      'description',
      'serviceArea',
      'cells',
    ])
  })
})

describe('M23 successors', () => {
  const heirs = [inA('Old'), inB('Other', { succeeds: ['Old'] }), inB('New', { succeeds: ['Old'] })]

  it('each share a row with the KPI they took over from, in order', () => {
    expect(rowsOf(heirs)).toEqual([
      ['Old', 'Other', 'same'],
      ['Old', 'New', 'same'],
    ])
  })

  it('share it in the opposite direction as well', () => {
    expect(rowsOf(heirs, { a: 'b', b: 'a' })).toEqual([
      ['Other', 'Old', 'same'],
      ['New', 'Old', 'same'],
    ])
  })

  it('come after the KPI with the same reference', () => {
    expect(rowsOf([inA('K'), inB('New', { succeeds: ['K'] }), inB('K')])).toEqual([
      ['K', 'K', 'same'],
      ['K', 'New', 'same'],
    ])
  })

  it('are rated by the other’s actual if they have none, and say so', () => {
    const [row] = valueOf(compare([...heirs, actual('Old', '2016-04', 95)])).rows
    expect(row?.cells[0]).toMatchObject({
      a: { evidence: null, outcome: { value: 95 }, determinedBy: { actual: 6 } },
      b: {
        evidence: { kpi: 'Old' },
        outcome: { value: 95 },
        rating: { code: 'exceeded' },
        determinedBy: { actual: 6 },
      },
      change: 'same',
    })
    const back = valueOf(compare([...heirs, actual('Other', '2016-04', 95)])).rows[0]
    expect(back?.cells[0]).toMatchObject({
      a: { evidence: { kpi: 'Other' } },
      b: { evidence: null },
    })
  })

  it('keep to their own if they have one, or if the units differ', () => {
    const own = [...heirs, actual('Old', '2016-04', 95), actual('Other', '2016-04', 10)]
    expect(valueOf(compare(own)).rows[0]?.cells[0]).toMatchObject({
      a: { evidence: null },
      b: { evidence: null, outcome: { value: 10 } },
      change: 'worse',
    })
    const days = [
      inA('Old', { unit: 'days' }),
      inB('New', { succeeds: ['Old'] }),
      actual('Old', '2016-04', 95),
    ]
    expect(valueOf(compare(days)).rows[0]?.cells[0]).toMatchObject({
      b: { evidence: null, reason: 'not-recorded' },
      change: 'not-comparable',
    })
  })
})
