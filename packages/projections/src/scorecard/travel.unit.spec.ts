import { foldHistory, type DomainEvent, type EventData, type Target } from '@kpi-ledger/core'
import { branded, exact } from '@kpi-ledger/core/unstable'
import { fc } from '@kpi-ledger/testing'
import { runs } from '../../../../scripts/jest/runs'
import { comparison } from '../comparison/comparison'
import {
  actual,
  adopted,
  at,
  atLeast,
  cardFor,
  cellOf,
  corrected,
  defined,
  period,
  recorded,
  registered,
  revised,
  valueOf,
} from '../fixture.spec'
import { asAt } from '../history/as-at'
import { less } from './travel'

const rules = (more: Partial<EventData<'KPIDefined'>> = {}): ReadonlyArray<DomainEvent> => [
  registered,
  adopted('r', '2015-04'),
  defined('K', 'r', '2015-04', more),
]

/** The KPI is measured in days from a month on. */
const days = (regime: string, from: string): DomainEvent => ({
  type: 'DefinitionRevised',
  data: { regime, kpi: 'K', effectiveFrom: branded(from), unit: 'days' },
})

const travelIn = (
  events: ReadonlyArray<DomainEvent>,
  of: string,
  query: Parameters<typeof cardFor>[2] = {},
) => cellOf(cardFor(foldHistory(recorded(events)), of, query)).travel

const [lastMay, april, may] = [
  actual('K', '2015-05', 80),
  actual('K', '2016-04', 91.1),
  actual('K', '2016-05', 90.8),
]
const onApril = { since: '2016-04', change: -0.3, direction: 'worse' }
const onLastMay = { since: '2015-05', change: 10.8, direction: 'better' }

describe('M37 travel', () => {
  it('compares a figure with the month before and the same month a year earlier, exactly', () => {
    expect(travelIn([...rules(), lastMay, april, may], '2016-05')).toEqual({
      previous: onApril,
      year: onLastMay,
    })
  })

  it('is judged by the comparator, by the distance from a range, or by the definition', () => {
    const directionFor = (target: Target | null, better?: 'higher' | 'lower') =>
      travelIn(
        [...rules({ target, ...(better === undefined ? {} : { better }) }), april, may],
        '2016-05',
      ).previous?.direction
    expect(directionFor({ comparator: '>', value: 50 })).toBe('worse')
    expect(directionFor({ comparator: '<=', value: 50 })).toBe('better')
    expect(directionFor({ comparator: '<=', value: 50 }, 'higher')).toBe('better')
    expect(directionFor({ comparator: 'between', low: 90, high: 95 })).toBe('same')
    expect(directionFor({ comparator: 'between', low: 91, high: 95 })).toBe('worse')
    expect(directionFor({ comparator: 'between', low: 80, high: 90.9 })).toBe('better')
    expect(directionFor(null, 'lower')).toBe('better')
    expect(directionFor(null, 'higher')).toBe('worse')
    expect(directionFor(null)).toBeUndefined()
  })

  it('of a figure that is the same as before says so', () => {
    const figures = [lastMay, actual('K', '2016-04', 80), actual('K', '2016-05', 80)]
    expect(travelIn([...rules(), ...figures], '2016-05')).toEqual({
      previous: { since: '2016-04', change: 0, direction: 'same' },
      year: { since: '2015-05', change: 0, direction: 'same' },
    })
  })

  it('is only against the year before for a KPI year-to-date', () => {
    const toDate = rules({ accumulation: 'year-to-date' })
    const found = travelIn([...toDate, lastMay, april, may], '2016-05')
    expect(found).toEqual({ previous: null, year: onLastMay })
    // A quarter is shown by the figure of its last month, which is then what is compared.
    const june = [actual('K', '2015-06', 10), actual('K', '2016-06', 12)]
    expect(travelIn([...toDate, ...june], 'FY2016-Q1').year?.since).toBe('2015-06')
  })

  it('is for the period of the figure, and only against one of the same length', () => {
    const quarters = [actual('K', 'FY2015-Q4', 90), actual('K', 'FY2016-Q1', 91)]
    const expected = { since: 'FY2015-Q4', change: 1, direction: 'better' }
    expect(travelIn([...rules(), ...quarters], '2016-06').previous).toEqual(expected)
    expect(travelIn([...rules(), ...quarters], 'FY2016-Q1').previous).toEqual(expected)
    // April compared with March: the only figure for March is the quarter's.
    expect(travelIn([...rules(), ...quarters, april], '2016-04').previous).toBeNull()
  })

  it('is for complete aggregates only', () => {
    const months = [1, 2, 3, 4, 5, 6].map((month) => actual('K', `2016-0${String(month)}`, month))
    const summed = rules({ aggregation: 'sum' })
    expect(travelIn([...summed, ...months], 'FY2016-Q1').previous).toEqual({
      ...{ since: 'FY2015-Q4', change: 9, direction: 'better' },
    })
    expect(travelIn([...summed, ...months.slice(1)], 'FY2016-Q1').previous).toBeNull()
    expect(travelIn([...summed, ...months.slice(0, 5)], 'FY2016-Q1').previous).toBeNull()
  })

  it('is null if either was not measured, or is in another unit', () => {
    const none = actual('K', '2016-04', { kind: 'not-measured', reason: 'no-data' })
    expect(travelIn([...rules(), none, may], '2016-05').previous).toBeNull()
    expect(travelIn([...rules(), may], '2016-05')).toEqual({ previous: null, year: null })
    const inDays = days('r', '2016-05')
    expect(travelIn([...rules(), lastMay, april, may, inDays], '2016-05')).toEqual({
      ...{ previous: null, year: null },
    })
    expect(travelIn([...rules(), lastMay, april, may, inDays], '2016-04').previous).toBeNull()
  })

  it('is against a figure under the regime before, in the unit it then had', () => {
    const carried = [adopted('s', '2016-05'), revised('K', 's', '2016-05', atLeast(95))]
    expect(travelIn([...rules(), ...carried, april, may], '2016-05').previous).toEqual(onApril)
    const anew = [adopted('s', '2016-05'), defined('K', 's', '2016-05', { unit: 'days' })]
    expect(travelIn([...rules(), ...anew, april, may], '2016-05').previous).toBeNull()
    expect(
      travelIn([...rules(), ...anew, april, may], '2016-05', { regime: 's' }).previous,
    ).toEqual(onApril)
  })

  it('is against a figure from before the first regime, in the unit of the one after', () => {
    const events = [...rules(), adopted('s', '2016-04'), defined('K', 's', '2016-04')]
    const figures = [actual('K', '2015-03', 90), actual('K', '2015-04', 91)]
    expect(travelIn([...events, ...figures], '2015-04').previous).toEqual({
      ...{ since: '2015-03', change: 1, direction: 'better' },
    })
    expect(travelIn([...events, ...figures, days('r', '2015-04')], '2015-04').previous).toBeNull()
  })

  it('is against a figure under a regime that the KPI is not in, in the unit it had later', () => {
    const late = [registered, adopted('r', '2015-04'), adopted('s', '2016-05')]
    const events = [...late, defined('K', 's', '2016-05'), april, may]
    expect(travelIn(events, '2016-05').previous).toEqual(onApril)
    expect(travelIn([...events, days('s', '2016-05')], '2016-05').previous).toBeNull()
  })

  it('of a year is against the year before, in both ways', () => {
    const years = [actual('K', 'FY2015', 90), actual('K', 'FY2016', 91)]
    const onLastYear = { since: 'FY2015', change: 1, direction: 'better' }
    expect(travelIn([...rules(), ...years], 'FY2016')).toEqual({
      ...{ previous: onLastYear, year: onLastYear },
    })
  })

  it('is as known at an instant (M21)', () => {
    const events = [...rules(), april, may, corrected('K', '2016-04', 90)]
    expect(travelIn(events, '2016-05').previous?.direction).toBe('better')
    expect(travelIn(events, '2016-05', { asAt: asAt(at(4)) }).previous).toEqual(onApril)
  })

  it('is against a predecessor in a comparison that takes its figures (M23)', () => {
    const heir = [adopted('s', '2016-05'), defined('L', 's', '2016-05', { succeeds: ['K'] })]
    const history = foldHistory(recorded([...rules(), ...heir, april, actual('L', '2016-05', 92)]))
    const asked = { a: 'r', b: 's', periods: [period('2016-05')] }
    const [row] = valueOf(comparison(history, asked)).rows
    expect(row?.cells[0]?.b?.travel.previous).toEqual({
      ...{ since: '2016-04', change: 0.9, direction: 'better' },
    })
  })
})

const value = fc.integer({ min: -3000, max: 3000 }).map((n) => n / 100)
const targets: fc.Arbitrary<Target> = fc.oneof(
  fc.record({ comparator: fc.constantFrom('>=', '>', '<=', '<'), value }),
  fc.tuple(value, value).map(([a, b]) => ({
    comparator: 'between' as const,
    low: Math.min(a, b),
    high: Math.max(a, b),
  })),
)

test('M37 travel is antisymmetric, and what meets a target is better than what does not', () => {
  const mirrored = { better: 'worse', worse: 'better', same: 'same' } as const
  const law = fc.property(targets, value, value, (target, first, then) => {
    const cardOf = (a: number, b: number) => {
      const actuals = [actual('K', '2016-04', a), actual('K', '2016-05', b)]
      const history = foldHistory(recorded([...rules({ target }), ...actuals]))
      const [before, after] = ['2016-04', '2016-05'].map((of) => cellOf(cardFor(history, of)))
      return { meets: [before, after].map((cell) => cell?.rating.grade === 'good'), after }
    }
    const [there, back] = [cardOf(first, then), cardOf(then, first)]
    const [one, other] = [there.after?.travel.previous, back.after?.travel.previous]
    expect(other).toEqual({
      since: '2016-04',
      change: one && 0 - one.change,
      direction: one && mirrored[one.direction],
    })
    const [before = false, after = false] = there.meets
    if (before !== after) expect(one?.direction).toBe(after ? 'better' : 'worse')
  })
  fc.assert(law, { numRuns: runs(300) })
})

test('M37 a change is the difference of the figures as written, of however many digits', () => {
  const written = fc
    .tuple(fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 }), fc.nat(17))
    .map(([digits, places]) => Number(`${digits}e-${places}`) + 0)
  const short = fc.tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.nat(4))
  const figure = fc.oneof(
    written,
    short.map(([digits, places]) => Number(`${digits}e-${places}`) + 0),
  )
  const law = fc.property(figure, figure, (value, earlier) => {
    expect(less(value, earlier)).toBe(exact(value).minus(exact(earlier)).toNumber())
  })
  fc.assert(law, { numRuns: runs(2000) })
  expect(less(0.3, 0.1)).toBe(0.2)
  // In memory, 1e23 is less than as written.
  expect(less(1e23, 9e22)).toBe(1e22)
})
