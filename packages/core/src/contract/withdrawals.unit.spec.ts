import { arbitraryLedger, fc } from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'
import { runs } from '../../../../scripts/jest/runs'
import { describe as sentence } from '../describe'
import type { RecordedEvent } from '../events/envelope'
import { definitions } from '../events/registry'
import { emptyHistory, type History } from '../history/history'
import type { Command, PublishScorecard } from './command.codec'
import {
  actual,
  after,
  contract,
  define,
  kpi,
  publish,
  refusal,
  revise,
  setUp,
  uuid,
  withdraw,
} from './commands.spec'
import { decide } from './decide'
import { addToHistory, foldHistory } from './fold'
import { judge } from './judge'

const ledgers = arbitraryLedger({ contract, maxCommands: 25 })

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
          const decided = decide(history, withdraw(id))
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

  const defined = define(kpi, 'old', '2009-04')
  const figure = actual(kpi, '2016-04')

  it.each<[string, ReadonlyArray<Command>, number, string]>([
    ['an event that does not exist', setUp, 9, `the contract has no event ${uuid(9)}`],
    [
      'a registration',
      setUp,
      0,
      `event ${uuid(0)} is a ContractRegistered, which cannot be withdrawn`,
    ],
    [
      'what was withdrawn',
      [...setUp, withdraw(uuid(2))],
      2,
      `event ${uuid(2)} has already been withdrawn, by revision 3`,
    ],
    [
      'a definition with a figure',
      [...setUp, defined, figure],
      3,
      `event ${uuid(3)} cannot be withdrawn: revision 4 (ActualRecorded, ${uuid(4)}) depends on it: no KPI "R&B-K-001" has been defined; there are none; withdraw that first`,
    ],
    [
      'a regime with a target',
      [...setUp, defined, figure, revise(kpi, 'new', '2016-04')],
      2,
      `event ${uuid(2)} cannot be withdrawn: revision 5 (TargetRevised, ${uuid(5)}) depends on it: no regime "new" has been adopted; there is "old"; withdraw that first`,
    ],
  ])('is refused of %s', (_, commands, revision, words) => {
    const refused = refusal(after(...commands), withdraw(uuid(revision)))
    expect(refused && sentence(refused)).toBe(words)
  })

  it.each<[string, ReadonlyArray<Command | PublishScorecard>, number]>([
    ['a figure that was published', [...setUp, defined, figure, publish('2016-04', 5)], 4],
    [
      'a target before a publication, which still counts it',
      [...setUp, defined, revise(kpi, 'old', '2010-04'), publish('2016-04', 5)],
      4,
    ],
    [
      'a target before another',
      [...setUp, defined, revise(kpi, 'old', '2010-04'), revise(kpi, 'old', '2011-04')],
      4,
    ],
    [
      'a figure before its KPI was said to succeed another',
      [
        ...[...setUp, defined, define('B', 'old', '2009-04'), figure],
        define(kpi, 'new', '2016-04', { succeeds: ['B'] }),
      ],
      5,
    ],
  ])('is accepted of %s', (_, commands, revision) => {
    expect(refusal(after(...commands), withdraw(uuid(revision)))).toBeNull()
  })

  it('of a regime leaves those that are still there to choose from', () => {
    const refused = refusal(after(...setUp, withdraw(uuid(1))), define(kpi, 'old', '2009-04'))
    expect(refused).toEqual({ _tag: 'UnknownRegime', regime: 'old', regimes: ['new'] })
  })
})
