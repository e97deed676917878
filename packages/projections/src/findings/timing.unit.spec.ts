import { foldHistory, type DomainEvent, type EventData } from '@kpi-ledger/core'
import {
  actual,
  adopted,
  atLeast,
  defined,
  recorded,
  registered,
  retired,
  revised,
  valueOf,
} from '../fixture.spec'
import { findings, type FindingsQuery } from './findings'

const base = [registered, adopted('r', '2016-04'), defined('K', 'r', '2016-04')]

const look = (events: ReadonlyArray<DomainEvent>, query: FindingsQuery = {}) =>
  valueOf(findings(foldHistory(recorded([...base, ...events])), query))
    .findings.filter(({ finding }) => finding.endsWith('-actual') || finding.startsWith('actual-'))
    .map(({ finding, kpi, period, regime, events: behind }) =>
      [finding, kpi, period, regime ?? '–', ...behind.map(({ revision }) => revision)].join(' '),
    )

/** The publication of a scorecard over the `size` events before it. */
const published = (
  period: string,
  size: number,
  more: Partial<EventData<'ScorecardPublished'>> = {},
): DomainEvent => {
  const digests = { form: 1, scorecardDigest: '0'.repeat(64), root: '0'.repeat(64) }
  return { type: 'ScorecardPublished', data: { regime: 'r', period, size, ...digests, ...more } }
}

describe('M26 a figure is late if a scorecard was published without it', () => {
  it('that would have shown it', () => {
    expect(look([published('2016-05', 3), actual('K', '2016-05', 91)])).toEqual([
      'late-actual K 2016-05 – 3 4',
    ])
  })

  it('but not if the KPI was not on that scorecard', () => {
    const late = defined('L', 'r', '2016-04')
    expect(look([published('2016-05', 3), late, actual('L', '2016-05', 91)])).toEqual([])
    const over = [retired('K', 'r', '2016-05'), published('2016-05', 4)]
    expect(look([...over, actual('K', '2016-05', 91)])).toEqual([
      'actual-after-retirement K 2016-05 r 3 5',
    ])
  })

  it('nor if the scorecard shows another figure in its place (M3)', () => {
    const month = actual('K', '2016-06', 91)
    const quarter = actual('K', 'FY2016-Q1', 92)
    expect(look([month, published('2016-06', 4), quarter])).toEqual([])
    expect(look([quarter, published('FY2016-Q1', 4), month])).toEqual([])
    expect(look([published('2016-06', 3), month, quarter])).toEqual(['late-actual K 2016-06 – 3 4'])
  })

  it('but it is if the figure takes the place of another (M3)', () => {
    const month = actual('K', '2016-06', 91)
    const quarter = actual('K', 'FY2016-Q1', 92)
    expect(look([month, published('FY2016-Q1', 4), quarter])).toEqual([
      'late-actual K FY2016-Q1 – 4 5',
    ])
    expect(look([quarter, published('2016-06', 4), month])).toEqual(['late-actual K 2016-06 – 4 5'])
  })

  it('with the first publication that lacked it, under the regime it was published under', () => {
    const twice = [published('2016-05', 3), published('2016-05', 4)]
    expect(look([...twice, actual('K', '2016-05', 91)])).toEqual(['late-actual K 2016-05 – 3 5'])
    const other = [adopted('s', '2017-04'), published('2016-05', 4, { regime: 's' })]
    expect(look([...other, actual('K', '2016-05', 91)])).toEqual([])
  })

  it('has one day in the singular', () => {
    const events = recorded([...base, actual('K', '2016-05', 91)]).map((event) => ({
      ...event,
      metadata: { occurredAt: '2016-06-01' },
    }))
    const [late] = valueOf(findings(foldHistory(events), { lateAfter: 0 })).findings
    expect(late?.sentence).toBe('May 2016 was reported on 2016-06-01, 1 day after it had ended')
  })
})

describe('M7 a figure for a KPI already retired', () => {
  const over = [retired('K', 'r', '2016-06'), adopted('s', '2017-04')]

  it('is found even if the next regime never took the KPI up', () => {
    expect(look([...over, actual('K', '2017-05', 91)])).toEqual([
      'actual-after-retirement K 2017-05 r 3 5',
    ])
  })

  it('or took it up only later', () => {
    const again = revised('K', 's', '2017-06', atLeast(80))
    expect(look([...over, again, actual('K', '2017-05', 91), actual('K', '2017-06', 91)])).toEqual([
      'actual-after-retirement K 2017-05 r 3 6',
    ])
  })

  it('but not before the retirement, or for a KPI that no regime kept', () => {
    expect(look([...over, actual('K', '2016-05', 91)])).toEqual([])
    expect(look([adopted('s', '2017-04'), actual('K', '2017-05', 91)])).toEqual([])
  })

  it('for a longer period is judged by its last month', () => {
    expect(look([...over, actual('K', 'FY2016-Q1', 91)])).toEqual([
      'actual-after-retirement K FY2016-Q1 r 3 5',
    ])
    expect(look([retired('K', 'r', '2016-07'), actual('K', 'FY2016-Q1', 91)])).toEqual([])
  })

  it('is judged by the regime that was named', () => {
    const events = [...over, revised('K', 's', '2017-04', atLeast(80)), actual('K', '2017-05', 91)]
    expect(look(events)).toEqual([])
    expect(look(events, { regime: 'r' })).toEqual(['actual-after-retirement K 2017-05 r 3 6'])
  })
})
