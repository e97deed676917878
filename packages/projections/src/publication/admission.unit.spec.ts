import { foldHistory, type RecordedEvent } from '@kpi-ledger/core'
import { branded } from '@kpi-ledger/core/unstable'
import { actual, adopted, corrected, defined, recorded, registered } from '../fixture.spec'
import { publicationAdmission } from './admission'
import { publication } from './publishing.spec'

const measured = [
  ...[registered, adopted('r', '2016-04')],
  ...[defined('K', 'r', '2016-04'), actual('K', '2016-04', 91)],
]

/** What is said of each event of a ledger file, which may be of several contracts. */
const saidOf = (events: ReadonlyArray<RecordedEvent>) => {
  const whyNot = publicationAdmission()
  return events.map((event, index) => {
    const sofar = events.slice(0, index + 1).filter(({ stream }) => stream === event.stream)
    return whyNot(foldHistory(sofar), event)
  })
}

describe('M25a a publication in a ledger file', () => {
  it('is accepted if it is of the events of its contract before it', () => {
    const events = recorded([...measured, publication(measured), corrected('K', '2016-04', 80)])
    const stream = branded<RecordedEvent['stream']>('kpiContract-d')
    const others = recorded(measured).map((event) => ({ ...event, stream }))
    const file = events.flatMap((event, index) => [event, ...others.slice(index, index + 1)])
    expect(saidOf(file)).toEqual(file.map(() => null))
  })

  it.each([
    ['another root', { root: 'f'.repeat(64) }, 'root'],
    ['another scorecard', { scorecardDigest: 'f'.repeat(64) }, 'scorecardDigest'],
    ['fewer events', { size: 3 }, 'size, root, scorecardDigest'],
  ])('is refused with %s', (_, forged, failing) => {
    const honest = publication(measured)
    const events = recorded([...measured, { ...honest, data: { ...honest.data, ...forged } }])
    expect(saidOf(events).at(-1)).toBe(
      `${failing}: not of the scorecard of 2016-04 under r, drawn from the events before it`,
    )
  })
})
