import { recorded, type EventFixture } from '@kpi-ledger/testing'
import { emptyHistory } from '../history/history'
import { branded } from '../schema/brand'
import { foldHistory } from './fold'
import { isAhead, recordedAhead } from './recorded-ahead'

const clock = '2016-04-02T09:00:00.000Z'
const dayAfter = '2016-04-03T09:00:00.000Z'
const justLater = '2016-04-03T09:00:00.001Z'

const note = (recordedAt: string): EventFixture => ({
  ...{ type: 'NoteAdded', data: { period: '2016-04', text: 'A note' } },
  recordedAt,
})

const adviceAfter = (...instants: ReadonlyArray<string>) => {
  const events = recorded('c', instants.map(note))
  return { events, advice: recordedAhead(foldHistory(events), 7, branded(clock)) }
}

describe('M20 an event dated later than the clock by more than a day', () => {
  it('is ahead of it', () => {
    expect([clock, dayAfter, justLater].map((each) => isAhead(each, clock))).toEqual([
      ...[false, false, true],
    ])
  })

  it('is named in advice on what follows it', () => {
    const { events, advice } = adviceAfter(
      '2016-03-30T09:00:00.000Z',
      clock,
      justLater,
      '2126-01-01T00:00:00.000Z',
    )
    expect(advice).toEqual([
      {
        ...{ advice: 'recorded-ahead', rule: 'M20', index: 7, kpi: null, period: null },
        sentence: `recorded as at 2126-01-01T00:00:00.000Z, although it is ${clock}: event 2, NoteAdded (${events[2]?.id ?? ''}), is dated ${justLater}, and no event may be dated before the one before it; questions as at an earlier instant will not find it`,
      },
    ])
  })

  it('is none if there is none', () => {
    expect(adviceAfter(clock, dayAfter).advice).toEqual([])
    expect(recordedAhead(emptyHistory(), 0, branded(clock))).toEqual([])
  })
})
