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
      return `revision ${String(expected)}`
  }
}

/** A store error as one English sentence. */
export const describeStoreError = (error: StoreError): string => {
  switch (error._tag) {
    case 'Conflict': {
      const actual = error.actual === 'no-stream' ? 'no stream' : `revision ${String(error.actual)}`
      return `${error.stream} was expected to be at ${expectation(error.expected)}, but is at ${actual}`
    }
    case 'IdReused':
      return `event id ${error.id} is already used for another event`
    case 'StreamDeleted':
      return `stream ${error.stream} has been deleted`
    case 'AccessDenied':
      return `access denied: ${error.reason}`
    case 'Unavailable':
      return `the store cannot be reached: ${error.reason}`
    case 'TimedOut':
      return `the store did not answer in time: ${error.reason}`
    case 'TooLarge':
      return `too large: at most ${String(error.limit)} bytes can be written at once`
    case 'Corrupt':
      return `${error.at}: ${error.reason}`
    case 'NotSupported':
      return `${error.operation} is not supported: ${error.reason}`
  }
}
