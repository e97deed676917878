import { arbitraryLedger, fc } from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'
import { runs } from '../../../../scripts/jest/runs'
import { describe as sentence } from '../describe'
import type { RecordedEvent } from '../events/envelope'
import { definitions } from '../events/registry'
import { emptyHistory, type History } from '../history/history'
import { decide } from './decide'
import { addToHistory, foldHistory } from './fold'
import { judge } from './judge'

const contract = 'pssp'
const ledgers = arbitraryLedger({ contract, maxCommands: 25 })

const withdraw = (history: History, event: string) =>
  decide(history, { type: 'WithdrawEvent', contract, event, reason: 'typed twice' })

/** The events still in force: those not withdrawn, without the withdrawals. */
const standingIn = (events: ReadonlyArray<RecordedEvent>): ReadonlyArray<RecordedEvent> => {
  const withdrawn = new Set(
    events.flatMap((event) => (event.type === 'EventWithdrawn' ? [event.data.event] : [])),
  )
  return events.filter(({ id, type }) => type !== 'EventWithdrawn' && !withdrawn.has(id))
}

/** The id of the first event that the decider would have refused in its place; null if none. */
const firstRefused = (events: ReadonlyArray<RecordedEvent>): string | null => {
  const history = emptyHistory()
  for (const event of events) {
    if (judge(history, event, contract) !== null) return event.id
    addToHistory(history, event)
  }
  return null
}

describe('M29 a withdrawal', () => {
  it('is accepted if and only if the remaining events replay, and else names the first that does not', () => {
    fc.assert(
      fc.property(ledgers, (events) => {
        const history = foldHistory(events)
        for (const { id, type } of standingIn(events)) {
          if (type === 'ContractRegistered') continue
          const rest = standingIn(events).filter((event) => event.id !== id)
          const decided = withdraw(history, id)
          const refused = E.isRight(decided) ? null : decided.left
          expect(refused?._tag === 'DependedOn' ? refused.dependent.id : refused).toBe(
            firstRefused(rest),
          )
        }
      }),
      { numRuns: runs(60) },
    )
  })

  it('is judged as in a ledger without the events that were withdrawn before', () => {
    fc.assert(
      fc.property(ledgers, (events) => {
        const history = foldHistory(events)
        const without = foldHistory(standingIn(events))
        for (const event of events) {
          if (event.type === 'EventWithdrawn') continue
          const { type, data } = event
          const again = { type: definitions[type].command, contract, ...data }
          const tagOf = (of: History) => {
            const refusal = judge(of, event, again.contract)
            return refusal === null ? null : sentence(refusal)
          }
          expect(tagOf(history)).toBe(tagOf(without))
        }
      }),
      { numRuns: runs(60) },
    )
  })

  it('is refused for an event that does not exist or cannot be withdrawn, and a second time', () => {
    const [events] = fc.sample(ledgers, { numRuns: 1, seed: 1 })
    const history = foldHistory(events ?? [])
    const none = '00000000-0000-4000-8000-000000000000'
    expect(withdraw(history, none)).toMatchObject({ left: { _tag: 'UnknownEvent', event: none } })
    const registered = history.origins.at(0)?.id ?? ''
    expect(withdraw(history, registered)).toMatchObject({
      left: { _tag: 'NotWithdrawable', type: 'ContractRegistered' },
    })
  })
})
