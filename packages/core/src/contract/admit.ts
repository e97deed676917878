import * as E from 'fp-ts/lib/Either'
import { contractOf, type RecordedEvent } from '../events/envelope'
import { commandOf } from './command.codec'
import { decide } from './decide'
import { describeRefusal, type Refusal } from './refusal'
import { evolve, type ContractState } from './state'

/** Why an event from outside cannot follow those before it in its stream. */
export type Inadmissible =
  | { readonly _tag: 'RevisionOutOfOrder'; readonly expected: number; readonly actual: number }
  | { readonly _tag: 'RecordedBeforeLast'; readonly last: string; readonly recordedAt: string }
  | { readonly _tag: 'OtherContract'; readonly stream: string; readonly contract: string }
  | { readonly _tag: 'AgainstTheRules'; readonly refusal: Refusal }

/** The reason as one English sentence. */
export const describeInadmissible = (reason: Inadmissible): string => {
  switch (reason._tag) {
    case 'RevisionOutOfOrder':
      return `revision: expected ${String(reason.expected)}, got ${String(reason.actual)}; revisions of a stream follow one another from 0`
    case 'RecordedBeforeLast':
      return `recordedAt: ${reason.recordedAt} is before ${reason.last}, when the event before it was recorded`
    case 'OtherContract':
      return `data.contract: "${reason.contract}" is not the contract of stream ${reason.stream}`
    case 'AgainstTheRules':
      return describeRefusal(reason.refusal)
  }
}

const misplaced = (state: ContractState, event: RecordedEvent): Inadmissible | null => {
  const { revision, recordedAt, stream } = event
  if (revision !== state.size)
    return { _tag: 'RevisionOutOfOrder', expected: state.size, actual: revision }
  if (state.lastRecordedAt !== null && recordedAt < state.lastRecordedAt)
    return { _tag: 'RecordedBeforeLast', last: state.lastRecordedAt, recordedAt }
  return event.type === 'ContractRegistered' && event.data.contract !== contractOf(stream)
    ? { _tag: 'OtherContract', stream, contract: event.data.contract }
    : null
}

/**
 * The state after an event that comes from outside, such as a ledger file: it must stand next in
 * its stream, in time, and be one that the decider would have given. What a ledger holds was
 * never accepted on trust.
 */
export const admit = (
  state: ContractState,
  event: RecordedEvent,
): E.Either<Inadmissible, ContractState> => {
  const reason = misplaced(state, event)
  if (reason !== null) return E.left(reason)
  const decided = decide(state, commandOf(event))
  return E.isLeft(decided)
    ? E.left({ _tag: 'AgainstTheRules', refusal: decided.left })
    : E.right(evolve(state, event))
}
