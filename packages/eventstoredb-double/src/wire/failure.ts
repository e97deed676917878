import { Metadata, status } from '@grpc/grpc-js'
import type { Endpoint } from '../faults'
import { MAX_APPEND_SIZE } from '../writing'

/** How a call ends that does not succeed; the client looks at the trailers before the code. */
export interface Failure {
  readonly code: status
  readonly details: string
  readonly metadata: Metadata
}

export const failure = (
  code: status,
  details: string,
  trailers: Readonly<Record<string, string>> = {},
): Failure => {
  const metadata = new Metadata()
  for (const [key, value] of Object.entries(trailers)) metadata.set(key, value)
  return { code, details, metadata }
}

export const streamDeleted = (stream: string): Failure =>
  failure(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  })

export const accessDenied = (): Failure =>
  failure(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' })

export const unauthenticated = (): Failure =>
  failure(status.UNAUTHENTICATED, 'The credentials are not known')

export const unavailable = (): Failure =>
  failure(status.UNAVAILABLE, 'The server is not there for the moment')

export const notLeader = ({ host, port }: Endpoint): Failure =>
  failure(status.NOT_FOUND, `Leader info available at ${host}:${port}`, {
    exception: 'not-leader',
    'leader-endpoint-host': host,
    'leader-endpoint-port': String(port),
  })

export const timedOut = (): Failure => failure(status.ABORTED, 'Operation timed out')

export const tooSlow = (): Failure =>
  failure(
    status.ABORTED,
    'Consumer too slow to handle event while live. Client resubscription required.',
  )

export const tooLarge = (): Failure =>
  failure(status.INVALID_ARGUMENT, `Maximum Append Size of ${MAX_APPEND_SIZE} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(MAX_APPEND_SIZE),
  })

/** What the server cannot make sense of. */
export const invalid = (details: string): Failure => failure(status.UNKNOWN, details)

const groupFailures = {
  'persistent-subscription-exists': status.ALREADY_EXISTS,
  'persistent-subscription-does-not-exist': status.NOT_FOUND,
} as const

/** Why a group on the whole log is not made, or not joined. */
export const groupFailure = (exception: keyof typeof groupFailures, group: string): Failure =>
  failure(groupFailures[exception], `Group '${group}': ${exception}.`, {
    exception,
    'stream-name': '$all',
    'group-name': group,
  })
