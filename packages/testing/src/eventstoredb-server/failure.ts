import { Metadata, status } from '@grpc/grpc-js'
import type { Cut, Endpoint } from './faults'
import type { ServerNode } from './node'

/** How a call fails: a gRPC status, and the trailers by which the client knows which error it is. */
export interface Failure {
  readonly code: number
  readonly details: string
  readonly metadata: Metadata
}

const failure = (
  code: number,
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

/** The conflict of a deletion; -1 and less are names for expectations and for no stream. */
export const wrongExpectedVersion = (stream: string, expected: number, actual: number): Failure =>
  failure(status.FAILED_PRECONDITION, 'Wrong expected version', {
    exception: 'wrong-expected-version',
    'stream-name': stream,
    'expected-version': String(expected),
    'actual-version': String(actual),
  })

export const tooLarge = (limit: number): Failure =>
  failure(status.INVALID_ARGUMENT, `Maximum Append Size of ${String(limit)} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(limit),
  })

export const accessDenied = failure(status.PERMISSION_DENIED, 'Access Denied', {
  exception: 'access-denied',
})

export const timedOut = failure(status.ABORTED, 'Operation timed out')

export const notAvailable = failure(status.UNAVAILABLE, 'Server Is Not Ready')

export const badRequest = (details: string): Failure => failure(status.UNKNOWN, details)

export const notFound = (exception: string, details: string): Failure =>
  failure(status.NOT_FOUND, details, { exception })

export const alreadyExists = (exception: string, details: string): Failure =>
  failure(status.ALREADY_EXISTS, details, { exception })

const notLeader = ({ host, port }: Endpoint): Failure =>
  failure(status.NOT_FOUND, 'Leader info available', {
    exception: 'not-leader',
    'leader-endpoint-host': host,
    'leader-endpoint-port': String(port),
  })

const CUTS: Readonly<Record<Cut, Failure>> = {
  CANCELLED: failure(status.CANCELLED, 'Call was cancelled by the server'),
  UNAVAILABLE: failure(status.UNAVAILABLE, 'Connection dropped'),
  ABORTED: failure(
    status.ABORTED,
    'Consumer too slow to handle event while live. Client resubscription required.',
  ),
}

export const cutOff = (how: Cut): Failure => CUTS[how]

/** What the next call fails with, whatever it asks for; each fault once. */
export const nextFailure = ({ faults }: ServerNode): Failure | null => {
  if (faults.unavailable > 0) {
    faults.unavailable--
    return notAvailable
  }
  if (faults.denied > 0) {
    faults.denied--
    return accessDenied
  }
  if (faults.notLeader.calls > 0) {
    faults.notLeader.calls--
    return notLeader(faults.notLeader.leader)
  }
  return null
}
