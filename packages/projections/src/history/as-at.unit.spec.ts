import { givenHistory, type EventFixture } from '@kpi-ledger/testing'
import { noted, registered } from '../fixture.spec'
import { asAt, drawnFrom, now, type AsAt } from './as-at'

const noon = (day: string): string => `${day}T12:00:00.000Z`
const on = (day: string, event: EventFixture): EventFixture => ({
  ...event,
  recordedAt: noon(day),
})

// Six events; the third and the fourth were recorded at the same instant.
const history = givenHistory(
  on('2016-01-01', registered),
  on('2016-01-02', noted('2016-01', 'a')),
  on('2016-01-03', noted('2016-01', 'b')),
  on('2016-01-03', noted('2016-01', 'c')),
  on('2016-01-04', noted('2016-01', 'd')),
  on('2016-01-05', noted('2016-01', 'e')),
)

test('M21 asAt sets both instants and no revision', () => {
  const instant = noon('2016-01-01')
  expect(asAt(instant)).toEqual({ facts: instant, rules: instant, revision: null })
  expect(now).toEqual({ facts: null, rules: null, revision: null })
})

const size = (limits: Partial<AsAt>): number => drawnFrom(history, { ...now, ...limits })

describe('wire format: how many events an answer is drawn from', () => {
  test('all of them by default', () => {
    expect(size({})).toBe(6)
  })

  test('those up to and including a revision', () => {
    expect(size({ revision: 0 })).toBe(1)
    expect(size({ revision: 3 })).toBe(4)
    expect(size({ revision: 5 })).toBe(6)
  })

  test('all of them if only one of the instants is set', () => {
    expect(size({ facts: noon('2016-01-02') })).toBe(6)
    expect(size({ rules: noon('2016-01-02') })).toBe(6)
  })

  test('those up to the later of the instants if both are set', () => {
    const [early, late] = [noon('2016-01-02'), noon('2016-01-04')]
    expect(size({ facts: early, rules: late })).toBe(5)
    expect(size({ facts: late, rules: early })).toBe(5)
    expect(size(asAt(early))).toBe(2)
  })

  test('all events recorded at the very instant count, however many', () => {
    expect(size(asAt('2016-01-03T11:59:59.999Z'))).toBe(2)
    expect(size(asAt('2016-01-03T12:00:00.000Z'))).toBe(4)
    expect(size(asAt('2016-01-03T12:00:00.001Z'))).toBe(4)
  })

  test('none before the first, all after the last', () => {
    expect(size(asAt('2015-12-31T23:59:59.999Z'))).toBe(0)
    expect(size(asAt('2999-12-31T23:59:59.999Z'))).toBe(6)
  })

  test('with a revision and both instants, whichever comes first', () => {
    expect(size({ ...asAt(noon('2016-01-04')), revision: 1 })).toBe(2)
    expect(size({ ...asAt(noon('2016-01-02')), revision: 4 })).toBe(2)
  })

  test('with a revision and one instant, those up to the revision', () => {
    expect(size({ facts: noon('2016-01-01'), revision: 3 })).toBe(4)
    expect(size({ rules: noon('2016-01-01'), revision: 3 })).toBe(4)
  })
})
