import { Metadata, status } from '@grpc/grpc-js'
import type { Endpoint } from '../faults'
import { MAX_APPEND_SIZE } from '../writing'

/** How an unsuccessful call ends; the client looks at the trailers before the code. */
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
  failure(status.UNAUTHENTICATED, 'The credentials are unknown')

export const unavailable = (): Failure =>
  failure(status.UNAVAILABLE, 'The server is temporarily unavailable')

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
