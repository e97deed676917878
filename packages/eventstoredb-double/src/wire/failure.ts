import { Metadata, status } from '@grpc/grpc-js'
import type { Endpoint } from '../faults'
import { MAX_APPEND_SIZE } from '../writing'

/** How an unsuccessful call ends; the client looks at the trailers before the code. */
export interface Failure {
  readonly code: status
  readonly details: string
  readonly metadata: Metadata
}

/** Creates a failure. */
export const failure = (
  code: status,
  details: string,
  trailers: Readonly<Record<string, string>> = {},
): Failure => {
  const metadata = new Metadata()
  for (const [key, value] of Object.entries(trailers)) metadata.set(key, value)
  return { code, details, metadata }
}

/** The stream was ended permanently. */
export const streamDeleted = (stream: string): Failure =>
  failure(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  })

/** The call is not allowed. */
export const accessDenied = (): Failure =>
  failure(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' })

/** The call has wrong credentials. */
export const unauthenticated = (): Failure =>
  failure(status.UNAUTHENTICATED, 'The credentials are unknown')

/** The server is down for a moment. */
export const unavailable = (): Failure =>
  failure(status.UNAVAILABLE, 'The server is temporarily unavailable')

/** Another node is the leader. */
export const notLeader = ({ host, port }: Endpoint): Failure =>
  failure(status.NOT_FOUND, `Leader info available at ${host}:${port}`, {
    exception: 'not-leader',
    'leader-endpoint-host': host,
    'leader-endpoint-port': String(port),
  })

/** The server gave up on an append. */
export const timedOut = (): Failure => failure(status.ABORTED, 'Operation timed out')

/** A subscriber fell too far behind. */
export const tooSlow = (): Failure =>
  failure(
    status.ABORTED,
    'Consumer too slow to handle event while live. Client resubscription required.',
  )

/** An append is too large. */
export const tooLarge = (): Failure =>
  failure(status.INVALID_ARGUMENT, `Maximum Append Size of ${MAX_APPEND_SIZE} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(MAX_APPEND_SIZE),
  })

/** The failure of an invalid request. */
export const invalid = (details: string): Failure => failure(status.UNKNOWN, details)

const groupFailures = {
  'persistent-subscription-exists': status.ALREADY_EXISTS,
  'persistent-subscription-does-not-exist': status.NOT_FOUND,
} as const

/** The failure to create or join a group on the whole log. */
export const groupFailure = (exception: keyof typeof groupFailures, group: string): Failure =>
  failure(groupFailures[exception], `Group '${group}': ${exception}.`, {
    exception,
    'stream-name': '$all',
    'group-name': group,
  })
