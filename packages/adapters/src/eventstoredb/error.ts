import type { StoreError } from '@kpi-ledger/core'

/** The fields read from errors of the client and of gRPC; messages are for people only. */
interface Said {
  readonly type: string | null
  readonly code: number | null
  readonly reason: string
}

const INVALID_ARGUMENT = 3
const DEADLINE_EXCEEDED = 4
const PERMISSION_DENIED = 7
const ABORTED = 10
const UNIMPLEMENTED = 12
const UNAUTHENTICATED = 16

const field = (e: unknown, name: string): unknown =>
  typeof e === 'object' && e !== null ? Reflect.get(e, name) : undefined

const text = (e: unknown, name: string): string | null => {
  const value = field(e, name)
  return typeof value === 'string' ? value : null
}

/** Removes the heading of an empty note, with which gRPC ends some messages. */
const withoutEmptyNote = (message: string): string =>
  message.replace(/\.?\s*Resolution note:\s*$/, '').trim()

const said = (e: unknown): Said => {
  const type = text(e, 'type')
  const code = field(e, 'code')
  const message = text(e, 'message') ?? String(e)
  return {
    type,
    code: typeof code === 'number' ? code : null,
    reason: withoutEmptyNote(message) || (type ?? 'no reason given'),
  }
}

/** What an error says, for people. */
export const reasonOf = (e: unknown): string => said(e).reason

/** Whether the group already exists. */
export const groupExists = (e: unknown): boolean =>
  said(e).type === 'persistent-subscription-exists'

/** Whether the group does not exist. */
export const isGroupMissing = (e: unknown): boolean =>
  said(e).type === 'persistent-subscription-does-not-exist'

/** Whether an append found the stream at an unexpected revision. */
export const isConflict = (e: unknown): boolean => said(e).type === 'wrong-expected-version'

/** Whether the stream does not exist. */
export const isNotFound = (e: unknown): boolean => said(e).type === 'stream-not-found'

const byCode = (code: number | null, reason: string): StoreError => {
  switch (code) {
    case ABORTED:
    case DEADLINE_EXCEEDED:
      return { _tag: 'TimedOut', reason }
    case PERMISSION_DENIED:
    case UNAUTHENTICATED:
      return { _tag: 'AccessDenied', reason }
    case INVALID_ARGUMENT:
    case UNIMPLEMENTED:
      return { _tag: 'NotSupported', operation: 'this request', reason }
    default:
      return { _tag: 'Unavailable', reason }
  }
}

/** The store error for an error of the client. */
export const storeError = (e: unknown, stream?: string): StoreError => {
  const { type: clientType, code, reason } = said(e)
  switch (clientType) {
    case 'timeout':
    case 'deadline-exceeded':
      return { _tag: 'TimedOut', reason }
    case 'stream-deleted':
      return { _tag: 'StreamDeleted', stream: stream ?? text(e, 'streamName') ?? '$all' }
    case 'access-denied':
      return { _tag: 'AccessDenied', reason }
    case 'unsupported':
      return { _tag: 'NotSupported', operation: 'this request', reason }
    case 'maximum-append-size-exceeded': {
      const limit = field(e, 'maxAppendSize')
      return { _tag: 'TooLarge', limit: typeof limit === 'number' ? limit : 0 }
    }
    default:
      return byCode(code, reason)
  }
}

/** Whether retrying may help; the outcome of an append may then be unknown. */
export const isTransient = ({ _tag }: StoreError): boolean =>
  _tag === 'Unavailable' || _tag === 'TimedOut'
