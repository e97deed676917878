import { inadmissibleSentences, type Inadmissible } from './contract/admit'
import { invalidCommandSentences, type InvalidCommand } from './contract/decode-commands'
import { refusalSentences, type Refusal } from './contract/refusal'
import type { AdvisedAgainst, Refused } from './batch'
import { denialSentences, type Denial } from './proofs/denial'
import { noteFaultSentences, type NoteFault } from './proofs/note-fault'
import type { DecodeError } from './schema/decode'
import { limits, listed } from './limits'
import { formatFaults } from './schema/fault'
import { sentenceOf, type Sentences } from './schema/sentences'
import { storeErrorSentences, type StoreError } from './store/store-error'

/** Every error of this package, as a value. */
export type CoreError =
  | DecodeError
  | InvalidCommand
  | Refusal
  | Refused
  | AdvisedAgainst
  | Inadmissible
  | StoreError
  | Denial
  | NoteFault

/** Each error of this package as one English sentence; packages on top add their own. */
export const coreSentences: Sentences<CoreError> = {
  ...invalidCommandSentences,
  ...refusalSentences,
  ...inadmissibleSentences,
  ...storeErrorSentences,
  ...denialSentences,
  ...noteFaultSentences,
  // A fault of the value as a whole already says what was expected.
  DecodeError: ({ expected, faults }) =>
    faults.every(({ path }) => path === '')
      ? formatFaults(faults)
      : `expected ${expected}: ${formatFaults(faults)}`,
  Refused: ({ index, refusal, further }) =>
    listed(
      [{ index, refusal }, ...further.slice(0, limits.listed)].map(
        (each) => `command ${each.index + 1}: ${sentenceOf(refusalSentences, each.refusal)}`,
      ),
      further.length + 1,
    ).join('; '),
  AdvisedAgainst: ({ advice }) =>
    listed(advice.map(({ index, sentence }) => `command ${index + 1}: ${sentence}`)).join('; '),
}

/** Any error of this package as one English sentence. */
export const describe = (error: CoreError): string => sentenceOf(coreSentences, error)
