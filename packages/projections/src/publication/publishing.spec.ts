import { foldHistory, type DomainEvent, type RecordedEvent } from '@kpi-ledger/core'
import { digestAt, merkleLog } from '@kpi-ledger/core/proofs'
import { cardFor, period, recorded, valueOf } from '../fixture.spec'
import { publish, type PublicationQuery } from './publish'
import { scorecardDigest } from './scorecard-digest'

/** Size and root of the log of some events. */
export const ledgerOf = (events: ReadonlyArray<RecordedEvent>) => {
  const digest = digestAt('kpiContract-c', merkleLog(events))
  if (digest === null) throw new Error('no digest')
  return { size: digest.size, root: digest.root }
}

/** What comes of publishing a scorecard drawn from some events, once their year is over. */
export const publishing = (
  events: ReadonlyArray<DomainEvent>,
  of = '2016-04',
  more: Partial<PublicationQuery> = {},
) => {
  const all = recorded(events)
  return publish(foldHistory(all), {
    ...{ period: period(of), ledger: ledgerOf(all), at: '2017-04-01T00:00:00.000Z' },
    ...{ metadata: { actor: 'Chair of the board' }, ...more },
  })
}

/** The event that publishes a scorecard drawn from some events, whatever has to be confirmed. */
export const publication = (
  events: ReadonlyArray<DomainEvent>,
  of = '2016-04',
  regime?: string,
) => {
  const {
    type: _,
    contract: __,
    metadata: ___,
    ...data
  } = valueOf(publishing(events, of, { incomplete: true, again: true })).command
  const type = 'ScorecardPublished' as const
  if (regime === undefined) return { type, data }
  // Earlier versions published under any existing regime.
  const card = cardFor(foldHistory(recorded(events)), of, { regime })
  return { type, data: { ...data, regime, scorecardDigest: scorecardDigest(card) } }
}
