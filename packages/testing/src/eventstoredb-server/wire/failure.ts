import { Metadata, status } from '@grpc/grpc-js'
import type { Outcome } from '../log/commands'
import type { Expected } from '../log/decision'
import type { Endpoint } from './node.codec'
import type { GroupName } from './persistent-request.codec'

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
  for (const [key, value] of Object.entries(trailers))
    metadata.set(key, value.replace(/[^\x20-\x7e]/g, '?'))
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

export const invalid = (details: string): Failure => failure(status.UNKNOWN, details)

/** The numbers that stand for named revisions where an error has only numbers. */
const numberOf = (expected: Expected): number => {
  if (typeof expected === 'number') return expected
  return { 'no-stream': -1, any: -2, 'stream-exists': -4 }[expected]
}

const conflict = (stream: string, expected: Expected, current: number): Failure =>
  failure(status.FAILED_PRECONDITION, `Operation failed due to WrongExpectedVersion.`, {
    exception: 'wrong-expected-version',
    'stream-name': stream,
    'expected-version': String(numberOf(expected)),
    'actual-version': String(current),
  })

/** What a write that did not succeed is as an error. */
export const failureOf = (
  stream: string,
  outcome: Exclude<Outcome, { readonly kind: 'written' }>,
): Failure => {
  switch (outcome.kind) {
    case 'conflict':
      return conflict(stream, outcome.expected, outcome.current)
    case 'deleted':
      return streamDeleted(stream)
    case 'too-large':
      return failure(status.INVALID_ARGUMENT, `Maximum Append Size of ${outcome.limit} Exceeded.`, {
        exception: 'maximum-append-size-exceeded',
        'maximum-append-size': String(outcome.limit),
      })
    case 'bad-request':
      return invalid(outcome.reason)
  }
}

const groupFailures = {
  'persistent-subscription-exists': status.ALREADY_EXISTS,
  'persistent-subscription-does-not-exist': status.NOT_FOUND,
  'persistent-subscription-dropped': status.CANCELLED,
  'maximum-subscribers-reached': status.FAILED_PRECONDITION,
} as const

/** Why a group of consumers is not there, or not to be joined. */
export const groupFailure = (
  exception: keyof typeof groupFailures,
  { stream = '$all', group }: GroupName,
): Failure =>
  failure(groupFailures[exception], `Group '${group}' of stream '${stream}': ${exception}.`, {
    exception,
    'stream-name': stream,
    'group-name': group,
  })
