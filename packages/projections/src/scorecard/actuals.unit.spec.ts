import type { EventData, Frequency, NotMeasuredReason, Outcome, Target } from '@kpi-ledger/core'
import { givenHistory, type EventFixture } from '@kpi-ledger/testing'
import {
  actual,
  adopted,
  cardFor,
  cellOf,
  rowOf,
  corrected,
  defined,
  figureOf,
  measured,
  registeredFrom,
} from '../fixture.spec'

const rulesFrom = (
  yearStart: number,
  more: Partial<EventData<'KPIDefined'>> = {},
): ReadonlyArray<EventFixture> => [
  registeredFrom(yearStart),
  adopted('r', '2014-04'),
  defined('K', 'r', '2014-04', more),
]

const yearToDate = { accumulation: 'year-to-date' } as const

const figures = (
  periods: string,
  recordedFor: Readonly<Record<string, number>>,
  yearStart = 4,
  more: Partial<EventData<'KPIDefined'>> = {},
): ReadonlyArray<number | null> => {
  const actuals = Object.entries(recordedFor).map(([of, value]) => actual('K', of, value))
  return rowOf(cardFor(givenHistory(...rulesFrom(yearStart, more), ...actuals), periods)).map(
    figureOf,
  )
}

describe('M3 the actual of a month', () => {
  const all = { '2016-03': 1, 'FY2015-Q4': 2, 'FY2015-H2': 3, FY2015: 4 }

  test.each([
    ['the month', all, 1],
    ['else the quarter it ends', { 'FY2015-Q4': 2, 'FY2015-H2': 3, FY2015: 4 }, 2],
    ['else the half-year it ends', { 'FY2015-H2': 3, FY2015: 4 }, 3],
    ['else the year it ends', { FY2015: 4 }, 4],
    ['in whatever order they were recorded', { FY2015: 4, 'FY2015-H2': 3, 'FY2015-Q4': 2 }, 2],
  ])('is that of %s', (_, recordedFor, expected) => {
    expect(figures('2016-03', recordedFor)).toEqual([expected])
  })

  test('is not that of a period that does not end with the month', () => {
    const longer = { 'FY2015-Q4': 2, 'FY2015-H2': 3, FY2015: 4 }
    expect(figures('2016-01 2016-02 2016-04', longer)).toEqual([null, null, null])
    expect(figures('2015-06', { 'FY2015-H1': 3, FY2015: 4 })).toEqual([null])
    expect(figures('2015-09', { 'FY2015-Q1': 2, FY2015: 4 })).toEqual([null])
    expect(figures('2015-09', { 'FY2015-H1': 3, FY2015: 4 })).toEqual([3])
    expect(figures('2015-12', { 'FY2015-Q3': 2, 'FY2015-H2': 3 })).toEqual([2])
  })

  test('depends on where the year starts (M1)', () => {
    expect(figures('2016-03 2016-12', { 'FY2016-Q1': 2, FY2016: 4 }, 1)).toEqual([2, 4])
    expect(figures('2016-08', { FY2015: 4 }, 9)).toEqual([4])
  })

  test('is that of the month even if it was recorded as not measured', () => {
    const notDue: Outcome = { kind: 'not-measured', reason: 'not-due' }
    const history = givenHistory(
      ...rulesFrom(4),
      actual('K', 'FY2015-Q4', 2),
      actual('K', '2016-03', notDue),
    )
    expect(cellOf(cardFor(history, '2016-03')).outcome).toEqual(notDue)
  })

  test('is that of the quarter until that of the month is known (M21)', () => {
    const history = givenHistory(
      ...rulesFrom(4),
      { ...actual('K', 'FY2015-Q4', 2), recordedAt: '2016-05-01T12:00:00.000Z' },
      { ...actual('K', '2016-03', 1), recordedAt: '2016-05-01T12:00:00.001Z' },
    )
    const shown = cardFor(history, '2016-03', { asAt: { facts: '2016-05-01T12:00:00.000Z' } })
    expect(figureOf(cellOf(shown))).toBe(2)
    expect(cellOf(shown).determinedBy.actual).toBe(3)
  })
})

describe('M3 the actual of a longer period', () => {
  test.each(['FY2015-Q4', 'FY2015-H2', 'FY2015'])('%s is its own', (of) => {
    expect(figures(of, { '2016-03': 1, [of]: 5 })).toEqual([5])
  })

  test.each(['FY2015-Q4', 'FY2015-H2', 'FY2015'])(
    '%s is not that of its last month, or of another part, for a KPI in-period',
    (of) => {
      const parts = { '2016-01': 7, '2016-02': 8, '2016-03': 1 }
      expect(figures(of, parts)).toEqual([null])
      expect(figures(of, { 'FY2015-Q4': 2, 'FY2015-H2': 3, FY2015: 4, [of]: 5 })).toEqual([5])
    },
  )

  test('accidents of 3, 2 and 0 are not 0 in the quarter', () => {
    const counts = { '2015-04': 3, '2015-05': 2, '2015-06': 0 }
    const atMost: Target = { comparator: '<=', value: 0 }
    expect(figures('FY2015-Q1', counts, 4, { unit: 'count', target: atMost })).toEqual([null])
  })

  test.each(['FY2015-Q4', 'FY2015-H2', 'FY2015'])(
    '%s is otherwise that of its last month, for a KPI year-to-date',
    (of) => {
      const months = { '2016-01': 7, '2016-02': 8, '2016-03': 1 }
      expect(figures(of, months, 4, yearToDate)).toEqual([1])
    },
  )

  test('is otherwise that of the longest part that ends with it, for a KPI year-to-date', () => {
    const parts = { 'FY2015-Q4': 2, 'FY2015-H2': 3 }
    expect(figures('FY2015', parts, 4, yearToDate)).toEqual([3])
    expect(figures('FY2015', { 'FY2015-Q4': 2 }, 4, yearToDate)).toEqual([2])
    expect(figures('FY2015-H2', { 'FY2015-Q4': 2, FY2015: 4 }, 4, yearToDate)).toEqual([2])
    expect(figures('FY2015-Q4', { 'FY2015-H2': 3, FY2015: 4 }, 4, yearToDate)).toEqual([null])
    expect(figures('FY2015', { 'FY2015-Q3': 2, 'FY2015-H1': 3 }, 4, yearToDate)).toEqual([null])
  })

  test('the cell says which period its figure belongs to', () => {
    const events = [
      ...rulesFrom(4, yearToDate),
      actual('K', 'FY2015-H2', 3),
      actual('K', '2015-06', 1),
    ]
    const card = cardFor(givenHistory(...events), '2016-03 FY2015 FY2015-Q1 2015-05')
    expect(rowOf(card).map((cell) => cell?.figure)).toEqual([
      { of: 'FY2015-H2', aggregation: null, from: null, missing: null },
      { of: 'FY2015-H2', aggregation: null, from: null, missing: null },
      { of: '2015-06', aggregation: null, from: null, missing: null },
      null,
    ])
  })
})

describe('M17, M18 outcomes', () => {
  const shownFor = (outcome: Outcome) =>
    cellOf(cardFor(givenHistory(...rulesFrom(4), actual('K', '2016-04', outcome)), '2016-04'))

  test('M17 a measured outcome is shown as recorded, with its population and printed text', () => {
    const outcome: Outcome = { kind: 'measured', value: 95, of: 20, published: '95 of 100' }
    expect(shownFor(outcome)).toMatchObject({
      outcome,
      reason: null,
      rating: { code: 'exceeded', label: 'Exceeded', grade: 'good' },
    })
  })

  test.each<NotMeasuredReason>([
    'not-due',
    'not-yet-measurable',
    'no-activity',
    'no-data',
    'not-measurable',
  ])('M18 what is not measured is not rated, with its reason: %s', (reason) => {
    const outcome: Outcome = { kind: 'not-measured', reason, text: 'N/A' }
    expect(shownFor(outcome)).toMatchObject({
      outcome,
      reason,
      target: 90,
      rating: { code: 'none', label: 'None', grade: 'other' },
    })
  })

  test.each<[Frequency, string, string]>([
    ['monthly', '2016-04', 'not-recorded'],
    ['quarterly', '2016-04', 'not-due'],
    ['quarterly', '2016-05', 'not-due'],
    ['quarterly', '2016-06', 'not-recorded'],
    ['quarterly', 'FY2016-Q1', 'not-recorded'],
    ['quarterly', 'FY2016', 'not-recorded'],
    ['six-monthly', '2016-06', 'not-due'],
    ['six-monthly', 'FY2016-Q1', 'not-due'],
    ['six-monthly', '2016-09', 'not-recorded'],
    ['annual', 'FY2016-H1', 'not-due'],
    ['annual', '2017-03', 'not-recorded'],
  ])('M2, M18 for a %s KPI nothing was recorded for %s: %s', (frequency, of, reason) => {
    const history = givenHistory(...rulesFrom(4, { frequency }))
    expect(cellOf(cardFor(history, of)).reason).toBe(reason)
  })

  test('M2 assessments depend on where the year starts', () => {
    const history = givenHistory(...rulesFrom(1, { frequency: 'quarterly' }))
    const reasons = rowOf(cardFor(history, '2016-02 2016-03')).map((cell) => cell?.reason)
    expect(reasons).toEqual(['not-due', 'not-recorded'])
  })

  test('M18 if nothing was recorded, the cell is not rated: not-recorded', () => {
    const cell = cellOf(cardFor(givenHistory(...rulesFrom(4)), '2016-04'))
    expect(cell).toMatchObject({
      outcome: null,
      reason: 'not-recorded',
      target: 90,
      rating: { code: 'none', label: 'None', grade: 'other' },
      corrected: false,
    })
    expect(cell.determinedBy.actual).toBeNull()
  })
})

describe('M19 corrections', () => {
  const events = [
    ...rulesFrom(4),
    actual('K', '2016-04', 95),
    actual('K', '2016-05', 95),
    corrected('K', '2016-04', 80),
  ]

  test('the correction is shown, and the cell says so', () => {
    const [april, may] = rowOf(cardFor(givenHistory(...events), '2016-04 2016-05'))
    expect(april).toMatchObject({
      outcome: measured(80),
      corrected: true,
      rating: { code: 'not-met' },
      determinedBy: { actual: 5 },
    })
    expect(may).toMatchObject({ corrected: false, determinedBy: { actual: 4 } })
  })

  test('of several corrections, the latest is shown', () => {
    const history = givenHistory(...events, corrected('K', '2016-04', 91))
    expect(cellOf(cardFor(history, '2016-04'))).toMatchObject({
      outcome: measured(91),
      corrected: true,
      determinedBy: { actual: 6 },
    })
  })

  test('an actual may be corrected to no measurement, and back', () => {
    const none: Outcome = { kind: 'not-measured', reason: 'no-data' }
    const history = givenHistory(...events, corrected('K', '2016-04', none))
    expect(cellOf(cardFor(history, '2016-04'))).toMatchObject({
      reason: 'no-data',
      corrected: true,
    })
    const again = givenHistory(
      ...events,
      corrected('K', '2016-04', none),
      corrected('K', '2016-04', 95),
    )
    expect(cellOf(cardFor(again, '2016-04')).reason).toBeNull()
  })

  test('before the correction was recorded, what it corrects is shown as it was', () => {
    const cell = cellOf(cardFor(givenHistory(...events), '2016-04', { asAt: { revision: 4 } }))
    expect(cell).toMatchObject({
      outcome: measured(95),
      corrected: false,
      determinedBy: { actual: 3 },
    })
  })
})
