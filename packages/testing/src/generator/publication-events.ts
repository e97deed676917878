import type { RecordedEvent } from '@kpi-ledger/core'
import { eventLeaf, MerkleEdge } from '@kpi-ledger/core/proofs'
import { monthAt, periodsEndingIn, toHex } from '@kpi-ledger/core/unstable'
import { addToHistory, emptyHistory, publish, type History } from '@kpi-ledger/projections'
import * as E from 'fp-ts/Either'
import type { EventFixture } from '../events/recorded'
import type { Random } from './random'

/** Signs off a contract's scorecards, drawn from the events added so far. */
export interface SigningOff {
  /** Adds an event of the contract. */
  readonly add: (event: RecordedEvent) => void
  /**
   * The publications after the figures of a month were reported. Each is drawn when it is
   * requested, from the events added by then.
   */
  readonly publications: (month: number) => Iterable<EventFixture>
}

/** Signs nothing off, and keeps no events. */
export const nothingSigned: SigningOff = { add: () => undefined, publications: () => [] }

const FORMER = 3

/** The periods that are signed off after a month; now and then one is signed off again. */
const periodsIn = ({ contract }: History, month: number, random: Random) => {
  if (contract === null) return []
  const ended = [monthAt(month), ...periodsEndingIn(monthAt(month), contract.yearStart)]
  const again = monthAt(month - random.whole(1, FORMER))
  return [...ended.filter(() => random.chance(0.4)), ...(random.chance(0.1) ? [again] : [])]
}

/** Signs off scorecards as `publish` does: with a name, for periods that are over (M25, M25a). */
export const signingOff = (random: Random): SigningOff => {
  const history = emptyHistory()
  const log = new MerkleEdge()
  return {
    add: (event) => {
      addToHistory(history, event)
      log.append(eventLeaf(event))
    },
    *publications(month) {
      for (const period of periodsIn(history, month, random)) {
        const signing = publish(history, {
          period,
          ledger: { size: log.size, root: toHex(log.root()) },
          at: history.origins.lastRecordedAt() ?? '',
          metadata: { actor: 'partnership.board' },
          incomplete: true,
          again: true,
        })
        if (E.isLeft(signing)) continue
        const { type: _, contract: __, metadata, ...data } = signing.right.command
        yield { type: 'ScorecardPublished', data, ...(metadata === undefined ? {} : { metadata }) }
      }
    },
  }
}
