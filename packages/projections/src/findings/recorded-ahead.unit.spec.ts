import { foldHistory, type DomainEvent, type RecordedEvent } from '@kpi-ledger/core'
import { branded } from '@kpi-ledger/core/unstable'
import { actual, adopted, at, defined, recorded, registered, valueOf } from '../fixture.spec'
import { asAt, now as unlimited } from '../history/as-at'
import { findings, type FindingsQuery } from './findings'

const ahead = '2999-01-01T00:00:00.000Z'

/** Events of June 2016; those from revision 3 on are recorded as at 2999. */
const dated = (...more: ReadonlyArray<DomainEvent>): ReadonlyArray<RecordedEvent> =>
  recorded([
    ...[registered, adopted('r', '2016-04'), defined('K', 'r', '2016-04')],
    ...[actual('K', '2016-04', 91), actual('K', '2016-05', 91), ...more],
  ]).map((event, n) => (n < 3 ? event : { ...event, recordedAt: branded(ahead) }))

const look = (query: FindingsQuery, of = dated()) => {
  const { findings: all, summary } = valueOf(findings(foldHistory(of), query))
  const found = all.filter(({ finding }) => finding === 'recorded-ahead')
  expect(summary['recorded-ahead']).toBe(found.length)
  return found.map(({ rule, kpi, period, regime, sentence, events: behind }) =>
    [rule, kpi, period, regime, sentence, behind.map(({ revision }) => revision)].join(' | '),
  )
}

describe('M20 an instant later than that of the question', () => {
  it('is found, with every event dated then', () => {
    expect(look({ now: at(4) })).toEqual([
      `M20 |  |  |  | recorded as at ${ahead}, which is still to come | 3,4`,
    ])
  })

  it('is not found once it has passed, or if the instant of the question is not given', () => {
    expect(look({ now: ahead })).toEqual([])
    expect(look({ now: '2998-12-31T23:59:59.999Z' })).toHaveLength(1)
    expect(look({})).toEqual([])
  })

  it('is found for each such instant, including the registration’s, in order', () => {
    const found = look({ now: '2016-05-31T23:00:00Z' })
    expect(found.map((each) => each.slice(-2))).toEqual([' 0', ' 1', ' 2', ',4'])
  })

  it('is found even for a withdrawn event, which stays in the ledger', () => {
    const event = branded<RecordedEvent['id']>('00000000-0000-4000-8000-000000000004')
    const data = { event, reason: 'A slip' }
    expect(look({ now: at(4) }, dated({ type: 'EventWithdrawn', data }))).toEqual([
      expect.stringMatching(/3,4,5$/),
    ])
  })

  it('is found only among the events that the answer is drawn from (M21)', () => {
    expect(look({ now: at(4), asAt: { ...unlimited, revision: 3 } })).toEqual([
      expect.stringMatching(/ 3$/),
    ])
    expect(look({ now: at(4), asAt: asAt(at(4)) })).toEqual([])
  })
})
