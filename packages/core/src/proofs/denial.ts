import { formatFaults, type Fault } from '../schema/fault'
import { counted, type Sentences } from '../schema/sentences'

/** The first thing about a proof that does not hold. */
export type Denial =
  | { readonly _tag: 'Malformed'; readonly faults: ReadonlyArray<Fault> }
  | { readonly _tag: 'OtherStream'; readonly expected: string; readonly actual: string }
  | { readonly _tag: 'OtherSize'; readonly expected: number; readonly actual: number }
  | { readonly _tag: 'OtherRevision'; readonly expected: number; readonly actual: number }
  | { readonly _tag: 'OtherLeaf'; readonly expected: string; readonly actual: string }
  | {
      readonly _tag: 'OtherRoot'
      readonly size: number
      readonly expected: string
      readonly actual: string
    }
  | { readonly _tag: 'RevisionBeyondSize'; readonly revision: number; readonly size: number }
  | { readonly _tag: 'SizesReversed'; readonly first: number; readonly second: number }
  | { readonly _tag: 'WrongPathLength'; readonly expected: number; readonly actual: number }
  | {
      readonly _tag: 'RootNotReached'
      readonly size: number
      readonly expected: string
      readonly reached: string
    }

/** Each Denial as one English sentence. */
export const denialSentences: Sentences<Denial> = {
  Malformed: (denial) => formatFaults(denial.faults),
  OtherStream: (denial) => `stream: expected ${denial.expected}, got ${denial.actual}`,
  OtherSize: (denial) =>
    `size: expected ${counted(denial.expected, 'event')}, got ${denial.actual}`,
  OtherRevision: (denial) => `revision: expected ${denial.expected}, got ${denial.actual}`,
  OtherLeaf: (denial) =>
    `leaf: expected ${denial.expected}, the hash of the event, got ${denial.actual}`,
  OtherRoot: (denial) =>
    `root of ${counted(denial.size, 'event')}: expected ${denial.expected}, got ${denial.actual}`,
  RevisionBeyondSize: (denial) =>
    `revision: ${denial.revision} is not among ${counted(denial.size, 'event')}`,
  SizesReversed: (denial) =>
    `first.size: ${counted(denial.first, 'event')} are more than the ${denial.second} of second.size`,
  WrongPathLength: (denial) =>
    `path: expected ${counted(denial.expected, 'hash', 'hashes')}, got ${denial.actual}`,
  RootNotReached: (denial) =>
    `path: it leads to ${denial.reached}, not to the root of ${counted(denial.size, 'event')}, ${denial.expected}`,
}
