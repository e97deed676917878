import {
  decide,
  type Command,
  type DomainEvent,
  type History,
  type RecordedEvent,
} from '@kpi-ledger/core'
import { addToHistory, emptyHistory } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import fc from 'fast-check'
import { defaultStart } from '../environment/fixed-clock'
import { instantAfter } from '../environment/instant'
import { recorder } from '../events/recorded'
import {
  adoption,
  arbitraryDefinition,
  arbitraryFact,
  arbitraryRule,
  type RegimeDraft,
} from './command'
import { arbitraryScheme } from './scheme'

/** Limits on a generated ledger. */
export interface SmallLedger {
  /** The id of the contract; `pssp` by default. */
  readonly contract?: string
  /** Maximum number of commands; 40 by default. Refused commands leave no events. */
  readonly maxCommands?: number
  /**
   * Whether some events are withdrawn (M29); `true` by default. A withdrawal names an event by its
   * id, so leave withdrawals out if the events will be recorded again under other ids.
   */
  readonly withdrawals?: boolean
}

interface Attempt {
  /**
   * The first of these commands that is not refused is carried out, if any; a number withdraws the
   * event that far back.
   */
  readonly commands: ReadonlyArray<Command> | number
  /** Milliseconds since the previous attempt. */
  readonly after: number
}

const registration = (contract: string, yearStart: number): Command => ({
  type: 'RegisterContract',
  contract,
  title: 'Services agreement',
  authority: 'City Council',
  supplier: 'Supplier Ltd',
  yearStart,
})

/** Withdraws an earlier event, counted back from the last one (M29). */
const withdrawing = (
  contract: string,
  events: ReadonlyArray<RecordedEvent>,
  back: number,
): ReadonlyArray<Command> => {
  const event = events.at(-1 - back)?.id
  return event === undefined
    ? []
    : [{ type: 'WithdrawEvent', contract, event, reason: 'recorded by mistake' }]
}

const firstAccepted = (history: History, commands: ReadonlyArray<Command>): DomainEvent | null => {
  for (const command of commands) {
    const decided = decide(history, command)
    if (E.isRight(decided)) return decided.right
  }
  return null
}

/** The events of those commands that are accepted. */
const carriedOut = (
  contract: string,
  attempts: ReadonlyArray<Attempt>,
): ReadonlyArray<RecordedEvent> => {
  const record = recorder(contract)
  const events: Array<RecordedEvent> = []
  const history = emptyHistory()
  let recordedAt = defaultStart
  for (const { commands, after } of attempts) {
    recordedAt = instantAfter(recordedAt, after)
    const accepted = firstAccepted(
      history,
      typeof commands === 'number' ? withdrawing(contract, events, commands) : commands,
    )
    if (accepted === null) continue
    const event = record({ ...accepted, recordedAt })
    addToHistory(history, event)
    events.push(event)
  }
  return events
}

const attemptsFrom = (
  contract: string,
  drafts: readonly [RegimeDraft, ...ReadonlyArray<RegimeDraft>],
  { maxCommands, withdrawals }: Required<Omit<SmallLedger, 'contract'>>,
): fc.Arbitrary<ReadonlyArray<Attempt>> => {
  const [first] = drafts
  const rules = fc.oneof(...drafts.map((draft) => arbitraryRule(contract, draft)))
  const commands = fc.oneof(
    { arbitrary: rules, weight: 2 },
    { arbitrary: arbitraryFact(contract), weight: 3 },
    { arbitrary: fc.nat(9), weight: withdrawals ? 1 : 0 },
  )
  const opening = fc
    .tuple(
      fc.constantFrom(4, 4, 1, 9),
      fc.array(arbitraryDefinition(contract, first), { minLength: 1, maxLength: 5 }),
    )
    .map(([yearStart, definitions]) => [
      registration(contract, yearStart),
      adoption(contract, first),
      ...definitions.map((each) => ({
        ...each,
        succeeds: [],
        effectiveFrom: first.effectiveFrom,
      })),
    ])
  // Events of the same instant are as common as events far apart (M20).
  const pauses = fc.constantFrom(0, 1, 86_400_000)
  return fc
    .tuple(opening, fc.array(fc.tuple(commands, pauses), { maxLength: maxCommands, size: 'max' }))
    .map(([begun, others]) => [
      ...begun.map((command): Attempt => ({ commands: [command], after: 0 })),
      ...others.map(([attempted, after]) => ({ commands: attempted, after })),
    ])
}

/**
 * An arbitrary of small, valid ledgers: the events of any sequence of commands, without those
 * refused. The contract is registered and has a regime, `first`, and a KPI; the regimes `second`
 * and `third` may follow.
 */
export const arbitraryLedger = ({
  contract = 'pssp',
  maxCommands = 40,
  withdrawals = true,
}: SmallLedger = {}): fc.Arbitrary<ReadonlyArray<RecordedEvent>> =>
  fc
    .tuple(arbitraryScheme(), arbitraryScheme(), arbitraryScheme())
    .chain(([first, second, third]) =>
      attemptsFrom(
        contract,
        [
          { regime: 'first', effectiveFrom: '2014-04', scheme: first },
          { regime: 'second', effectiveFrom: '2015-10', scheme: second },
          { regime: 'third', effectiveFrom: '2016-04', scheme: third },
        ],
        { maxCommands, withdrawals },
      ),
    )
    .map((attempts) => carriedOut(contract, attempts))
