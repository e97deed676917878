import type { Sentences } from '../schema/sentences'
/** The revision a stream is at, or that there is no such stream. */
export type CurrentRevision = number | 'no-stream'

/** What a writer expects of a stream before it appends. */
export type ExpectedRevision = number | 'no-stream' | 'stream-exists' | 'any'

/** Everything that can keep a store from answering; anything else is a bug. */
export type StoreError =
  | {
      readonly _tag: 'Conflict'
      readonly stream: string
      readonly expected: ExpectedRevision
      readonly actual: CurrentRevision
    }
  | { readonly _tag: 'IdReused'; readonly id: string }
  | { readonly _tag: 'StreamDeleted'; readonly stream: string }
  | { readonly _tag: 'AccessDenied'; readonly reason: string }
  | { readonly _tag: 'Unavailable'; readonly reason: string }
  /** The outcome of a write is unknown: repeat it with the same ids. */
  | { readonly _tag: 'TimedOut'; readonly reason: string }
  | { readonly _tag: 'TooLarge'; readonly limit: number }
  /** What is stored does not decode. `at` is where: a line of a file, a row, a position. */
  | {
      readonly _tag: 'Corrupt'
      readonly stream: string | null
      readonly revision: number | null
      readonly at: string
      readonly reason: string
    }
  | { readonly _tag: 'NotSupported'; readonly operation: string; readonly reason: string }

const expectation = (expected: ExpectedRevision): string => {
  switch (expected) {
    case 'no-stream':
      return 'no stream'
    case 'stream-exists':
      return 'a stream'
    case 'any':
      return 'anything'
    default:
      return `revision ${expected}`
  }
}

/** Each StoreError as one English sentence. */
export const storeErrorSentences: Sentences<StoreError> = {
  Conflict: (error) => {
    const actual = error.actual === 'no-stream' ? 'no stream' : `revision ${error.actual}`
    return `${error.stream} was expected to be at ${expectation(error.expected)}, but is at ${actual}`
  },
  IdReused: (error) => `event id ${error.id} is already used for another event`,
  StreamDeleted: (error) => `stream ${error.stream} has been deleted`,
  AccessDenied: (error) => `access denied: ${error.reason}`,
  Unavailable: (error) => `the store cannot be reached: ${error.reason}`,
  TimedOut: (error) => `the store did not answer in time: ${error.reason}`,
  TooLarge: (error) => `too large: at most ${error.limit} bytes can be written at once`,
  Corrupt: (error) => `${error.at}: ${error.reason}`,
  NotSupported: (error) => `${error.operation} is not supported: ${error.reason}`,
}
