import * as E from 'fp-ts/Either'
import { contractOf, type RecordedEvent } from '../events/envelope'
import { historySize, type History } from '../history/history'
import { addToHistory } from './fold'
import { judge } from './judge'
import { refusalSentences, type Refusal } from './refusal'
import { sentenceOf, type Sentences } from '../schema/sentences'

/** Why an event from outside cannot follow those before it in its stream. */
export type Inadmissible =
  | { readonly _tag: 'RevisionOutOfOrder'; readonly expected: number; readonly actual: number }
  | { readonly _tag: 'RecordedBeforeLast'; readonly last: string; readonly recordedAt: string }
  | { readonly _tag: 'OtherContract'; readonly stream: string; readonly contract: string }
  | { readonly _tag: 'AgainstTheRules'; readonly refusal: Refusal }

/** Each Inadmissible as one English sentence. */
export const inadmissibleSentences: Sentences<Inadmissible> = {
  RevisionOutOfOrder: (reason) =>
    `revision: expected ${reason.expected}, got ${reason.actual}; revisions of a stream follow one another from 0`,
  RecordedBeforeLast: (reason) =>
    `recordedAt: ${reason.recordedAt} is before ${reason.last}, when the event before it was recorded`,
  OtherContract: (reason) =>
    `data.contract: "${reason.contract}" is not the contract of stream ${reason.stream}`,
  AgainstTheRules: (reason) => sentenceOf(refusalSentences, reason.refusal),
}

const misplaced = (history: History, event: RecordedEvent): Inadmissible | null => {
  const { revision, recordedAt, stream } = event
  const expected = historySize(history)
  if (revision !== expected) return { _tag: 'RevisionOutOfOrder', expected, actual: revision }
  const last = history.origins.lastRecordedAt() ?? recordedAt
  if (recordedAt < last) return { _tag: 'RecordedBeforeLast', last, recordedAt }
  const contract =
    event.type === 'ContractRegistered' ? event.data.contract : history.contract?.contract
  return contract === undefined || contract === contractOf(stream)
    ? null
    : { _tag: 'OtherContract', stream, contract }
}

/**
 * Adds an event from outside, such as from a ledger file, to a history, unless it could not have
 * been recorded there: it must be next in its stream, not earlier in time, and one that the decider
 * would have accepted. The history is extended in place, or left as it was.
 */
export const admit = (history: History, event: RecordedEvent): E.Either<Inadmissible, History> => {
  const reason = misplaced(history, event)
  if (reason !== null) return E.left(reason)
  const refusal = judge(history, event, contractOf(event.stream))
  if (refusal !== null) return E.left({ _tag: 'AgainstTheRules', refusal })
  addToHistory(history, event)
  return E.right(history)
}
