import type { Sentences } from '../schema/sentences'
/** The current revision of a stream, or that it does not exist. */
export type CurrentRevision = number | 'no-stream'

/** The revision a writer expects a stream to be at. */
export type ExpectedRevision = number | 'no-stream' | 'stream-exists' | 'any'

/** Every error of a store; anything else is a bug. */
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
  /** Something that was there, such as a group, has been removed from the server. */
  | { readonly _tag: 'NotFound'; readonly what: string }
  /** A stored record does not decode. `at` says where: a line of a file, a row, a position. */
  | {
      readonly _tag: 'Corrupt'
      readonly stream: string | null
      readonly revision: number | null
      readonly at: string
      readonly reason: string
    }
  /** There is nothing up to the position read after: the store is not the one it is of. */
  | { readonly _tag: 'BeyondEnd'; readonly position: string }
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
  NotFound: (error) => `${error.what} does not exist`,
  Corrupt: (error) => `${error.at}: ${error.reason}`,
  BeyondEnd: (error) =>
    `the store ends before ${error.position}, which had already been reached: it may have been restored from an older copy, so reading cannot resume from there`,
  NotSupported: (error) => `${error.operation} is not supported: ${error.reason}`,
}
