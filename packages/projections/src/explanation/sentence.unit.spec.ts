import { branded } from '@kpi-ledger/core/unstable'
import {
  foldHistory,
  type DomainEvent,
  type EventData,
  type Outcome,
  type Target,
} from '@kpi-ledger/core'
import {
  actual,
  adopted,
  corrected,
  defined,
  period,
  recorded,
  registered,
  valueOf,
} from '../fixture.spec'
import { explanation } from './explanation'

const explained = (
  more: Partial<EventData<'KPIDefined'>>,
  of: string,
  ...events: ReadonlyArray<DomainEvent>
) => {
  const history = foldHistory(
    recorded([registered, adopted('r', '2016-04'), defined('K', 'r', '2016-04', more), ...events]),
  )
  return valueOf(explanation(history, { kpi: 'K', period: period(of), regime: 'r' }))
}

const sentence = (
  more: Partial<EventData<'KPIDefined'>>,
  outcome: number | Outcome,
  of = '2016-05',
): string => explained(more, of, actual('K', of, outcome)).sentence

const one = (comparator: '>=' | '>' | '<=' | '<', value: number): Target => ({ comparator, value })
const range: Target = { comparator: 'between', low: 10, high: 20 }

describe('M28 a cell in one sentence', () => {
  it('says how far a value is from the profile of its month', () => {
    const target: Target = { comparator: '>=', value: 96.5, profile: { '05': 20.31 } }
    expect(sentence({ target }, 20.32)).toBe('20.32 % is 0.01 above the May profile of 20.31 %')
    expect(sentence({ target }, 20.3)).toBe('20.3 % is 0.01 below the May profile of 20.31 %')
    expect(sentence({ target }, 97, '2017-03')).toBe(
      '97 % is 0.5 above the annual target of 96.5 %',
    )
    const falling: Target = { comparator: '<=', value: 5, profile: { '05': 2 } }
    expect(sentence({ target: falling }, 3)).toBe('3 % is 1 above the May profile of at most 2 %')
  })

  it.each<[Target, number, string]>([
    [one('>=', 90), 92.5, '92.5 % is 2.5 above the target of at least 90 %'],
    [one('>=', 90), 90, '90 % is exactly the target of at least 90 %'],
    [one('>=', 90), 89.9, '89.9 % is 0.1 below the target of at least 90 %'],
    [one('>', 90), 91, '91 % is 1 above the target of more than 90 %'],
    [one('>', 90), 90, '90 % only equals the target of more than 90 %, which it has to beat'],
    [one('<=', 5), 4, '4 % is 1 below the target of at most 5 %'],
    [one('<=', 5), 5, '5 % is exactly the target of at most 5 %'],
    [one('<=', 5), 6, '6 % is 1 above the target of at most 5 %'],
    [one('<', 5), 4.75, '4.75 % is 0.25 below the target of less than 5 %'],
    [one('<', 5), 5, '5 % only equals the target of less than 5 %, which it has to beat'],
    [range, 15, '15 % is within the target of 10 % to 20 %'],
    [range, 10, '10 % is within the target of 10 % to 20 %'],
    [range, 9, '9 % is 1 below the target of 10 % to 20 %'],
    [range, 22, '22 % is 2 above the target of 10 % to 20 %'],
  ])('describes %j at %d', (target, value, expected) => {
    expect(sentence({ target }, value)).toBe(expected)
  })

  it.each<[EventData<'KPIDefined'>['unit'], number, string]>([
    ['percent', 1000.5, '1,000.5 % is 990.5 above the target of at most 10 %'],
    ['days', 1, '1 day is 9 below the target of at most 10 days'],
    ['hours', 1, '1 hour is 9 below the target of at most 10 hours'],
    ['minutes', 1, '1 minute is 9 below the target of at most 10 minutes'],
    ['minutes', 3, '3 minutes is 7 below the target of at most 10 minutes'],
    ['hours', 2.5, '2.5 hours is 7.5 below the target of at most 10 hours'],
    ['count', 1234567, '1,234,567 is 1,234,557 above the target of at most 10'],
    ['score', 10, '10 is exactly the target of at most 10'],
    ['pounds', 1234.5, '£1,234.50 is 1,224.5 above the target of at most £10'],
    ['pounds', -1234.56, '-£1,234.56 is 1,244.56 below the target of at most £10'],
    ['number', 0.001, '0.001 is 9.999 below the target of at most 10'],
  ])('has its figures in %s', (unit, value, expected) => {
    expect(sentence({ unit, target: one('<=', 10) }, value)).toBe(expected)
  })

  it('names the population, and the text that was printed in place of the figure (M17)', () => {
    const outcome: Outcome = { kind: 'measured', value: 1, of: 2, published: '50' }
    expect(sentence({ unit: 'count', target: one('<=', 0) }, outcome)).toBe(
      '1 of 2 (published as "50") is 1 above the target of at most 0',
    )
    expect(sentence({}, { kind: 'measured', value: 95, of: 1200, published: '95' })).toBe(
      '95 % (of 1,200) is 5 above the target of at least 90 %',
    )
  })

  it.each([
    [1, 'FY2016-Q1', '1 %, the sum of April 2016,'],
    [2, 'FY2016-Q1', '2 %, the sum of April 2016 and May 2016,'],
    [3, 'FY2016-Q1', '3 %, the sum of April 2016, May 2016 and June 2016,'],
    [12, 'FY2016', '12 %, the sum of 12 periods from April 2016 to March 2017,'],
  ])(
    'names the months that a figure is the sum of, or how many they are: %i',
    (count, of, said) => {
      const months = Array.from({ length: 12 }, (_, i) =>
        i < 9 ? `2016-${String(i + 4).padStart(2, '0')}` : `2017-0${String(i - 8)}`,
      )
      const none: Outcome = { kind: 'not-measured', reason: 'no-activity' }
      const outcomes = months.map((month, i) => actual('K', month, i < count ? 1 : none))
      expect(explained({ aggregation: 'sum' }, of, ...outcomes).sentence).toContain(said)
    },
  )

  it('says what the value was rounded to before it was rated (M15)', () => {
    expect(sentence({ ratedTo: 1, target: one('>=', 98) }, 97.95)).toBe(
      '97.95 %, rounded to 98 %, is exactly the target of at least 98 %',
    )
  })

  it('says that a target was stated only for later months (M6)', () => {
    expect(sentence({ effectiveFrom: branded('2016-07') }, 91)).toBe(
      '91 % is 1 above the target of at least 90 %, stated only from 2016-07 on',
    )
  })

  it.each<[Outcome | null, string]>([
    [null, 'nothing is recorded for May 2016'],
    [{ kind: 'not-measured', reason: 'not-due' }, 'no assessment was due in May 2016'],
    [
      { kind: 'not-measured', reason: 'not-yet-measurable', text: 'Reported annually' },
      'it could not yet be measured in May 2016 (published as "Reported annually")',
    ],
    [{ kind: 'not-measured', reason: 'no-activity' }, 'there was nothing to measure in May 2016'],
    [{ kind: 'not-measured', reason: 'no-data' }, 'there is no data for May 2016'],
    [{ kind: 'not-measured', reason: 'not-measurable' }, 'it could not be measured in May 2016'],
  ])('says why the cell is not rated: %j (M18)', (outcome, expected) => {
    const events = outcome === null ? [] : [actual('K', '2016-05', outcome)]
    expect(explained({}, '2016-05', ...events).sentence).toBe(expected)
  })

  it('says where the profile has no value (M14)', () => {
    const target: Target = { comparator: '>=', value: 96, profile: { '04': 10 } }
    expect(sentence({ target }, 20)).toBe(
      '20 % is not rated: the profile has no value for May 2016',
    )
    expect(sentence({ target }, 20, 'FY2016-Q1')).toBe(
      '20 % is not rated: the profile has no value for June 2016',
    )
  })

  it.each([
    ['FY2016-Q1', '2016/17 Q1'],
    ['FY2016-H2', '2016/17 H2'],
    ['FY2016', '2016/17'],
    ['2016-12', 'December 2016'],
  ])('names the period %s', (of, name) => {
    expect(explained({}, of).sentence).toBe(`nothing is recorded for ${name}`)
  })

  it('is about the corrected figure', () => {
    const { sentence: said } = explained(
      {},
      '2016-05',
      actual('K', '2016-05', 80),
      corrected('K', '2016-05', 93),
    )
    expect(said).toBe('93 % is 3 above the target of at least 90 %')
  })
})
