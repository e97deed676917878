import { status } from '@grpc/grpc-js'
import type { Endpoint } from '../faults'
import { originalOf, type Message } from '../message'
import type { LoggedEvent } from '../log'
import { MAX_APPEND_SIZE, type Conflict, type Outcome, type Written } from '../writing'

/*
 * Answers as the .proto files define them, in the form that `@grpc/proto-loader` takes: of mutually
 * exclusive fields, only the one that applies is present.
 */

/** An item in the answers to a read or a subscription. */
export type ReadAnswer =
  | { readonly kind: 'event'; readonly event: LoggedEvent }
  | { readonly kind: 'confirmation' }
  | { readonly kind: 'checkpoint'; readonly position: number }
  | { readonly kind: 'caught-up' }
  | { readonly kind: 'not-found'; readonly stream: string }

/** The outcome of an append, or why it is withheld. */
export type AppendResult = Outcome | { readonly kind: 'denied' } | { readonly kind: 'timeout' }

/** The answer to a shared append. */
export interface BatchAnswer {
  readonly correlationId: string
  readonly stream: string
  readonly result: AppendResult
}

/** An item in the answers to a consumer. */
export type ConsumerAnswer = { readonly kind: 'joined' } | ({ readonly kind: 'event' } & Message)

/** A method of a service. */
export interface Method {
  readonly service: string
  readonly name: string
  readonly features: ReadonlyArray<string>
}

const LAST_REVISION = '9223372036854775807'

/** The creation time of all events, in ticks of 100 ns since 1970; nothing here uses it. */
const CREATED = '14595012000000000'

const identifierOf = (stream: string) => ({ streamName: Buffer.from(stream) })

const positionOf = ({ position }: LoggedEvent) => ({
  commitPosition: position,
  preparePosition: position,
})

const recordOf = (event: LoggedEvent) => ({
  id: { string: event.id },
  streamIdentifier: identifierOf(event.stream),
  streamRevision: event.revision === Infinity ? LAST_REVISION : event.revision,
  ...positionOf(event),
  metadata: { type: event.type, 'content-type': event.contentType, created: CREATED },
  customMetadata: event.metadata,
  data: event.data,
})

export const encodeRead = (answer: ReadAnswer): object => {
  switch (answer.kind) {
    case 'event':
      return { event: { event: recordOf(answer.event), commitPosition: answer.event.position } }
    case 'confirmation':
      return { confirmation: { subscriptionId: 'subscription' } }
    // The server omits the other half of the position.
    case 'checkpoint':
      return { checkpoint: { commitPosition: answer.position } }
    case 'caught-up':
      return { caughtUp: {} }
    case 'not-found':
      return { streamNotFound: { streamIdentifier: identifierOf(answer.stream) } }
  }
}

const successOf = ({ last }: Written) => ({
  currentRevision: last.revision,
  position: positionOf(last),
})

export const encodeAppended = (outcome: Written | Conflict): object => {
  if (outcome.kind === 'written') return { success: successOf(outcome) }
  const { current, expected } = outcome
  return {
    wrongExpectedVersion: {
      ...(current === -1 ? { currentNoStream: {} } : { currentRevision: current }),
      ...(expected === 'no-stream' ? { expectedNoStream: {} } : { expectedRevision: expected }),
    },
  }
}

const conflictOf = ({ current, expected }: Conflict): object => ({
  ...(current === -1 ? { currentNoStream: {} } : { currentStreamRevision: current }),
  ...(expected === 'no-stream' ? { expectedNoStream: {} } : { expectedStreamPosition: expected }),
})

const statusOf = (code: status, type: string, details: object = {}): object => ({
  code,
  message: type,
  details: { '@type': `type.googleapis.com/event_store.client.${type}`, ...details },
})

const errorOf = (stream: string, result: Exclude<AppendResult, Written>): object => {
  switch (result.kind) {
    case 'conflict':
      return statusOf(status.FAILED_PRECONDITION, 'WrongExpectedVersion', conflictOf(result))
    case 'deleted':
      return statusOf(status.FAILED_PRECONDITION, 'StreamDeleted', {
        streamIdentifier: identifierOf(stream),
      })
    case 'too-large':
      return statusOf(status.INVALID_ARGUMENT, 'MaximumAppendSizeExceeded', {
        maxAppendSize: MAX_APPEND_SIZE,
      })
    case 'denied':
      return statusOf(status.PERMISSION_DENIED, 'AccessDenied')
    case 'timeout':
      return statusOf(status.DEADLINE_EXCEEDED, 'Timeout')
  }
}

/**
 * Encodes an answer to a shared append. It names its stream even on failure, where the client looks
 * for it.
 */
export const encodeBatch = ({ correlationId, stream, result }: BatchAnswer): object => ({
  correlationId: { string: correlationId },
  streamIdentifier: identifierOf(stream),
  ...(result.kind === 'written'
    ? { success: successOf(result) }
    : { error: errorOf(stream, result) }),
})

export const encodeDeleted = ({ last }: Written): object => ({ position: positionOf(last) })

export const encodeDone = (): object => ({})

export const encodeConsumer = (answer: ConsumerAnswer): object =>
  answer.kind === 'joined'
    ? { subscriptionConfirmation: { subscriptionId: 'consumer' } }
    : {
        event: {
          ...(answer.event === undefined ? {} : { event: recordOf(answer.event) }),
          ...(answer.link === undefined ? {} : { link: recordOf(answer.link) }),
          commitPosition: originalOf(answer)?.position,
          retryCount: answer.retries,
        },
      }

/** The release whose behaviour this implements. */
const VERSION = '23.10.8'

export const encodeSupported = (methods: ReadonlyArray<Method>): object => ({
  methods: methods.map(({ service, name, features }) => ({
    methodName: name,
    serviceName: service,
    features,
  })),
  eventStoreServerVersion: VERSION,
})

/** A cluster of one node, which is the leader. */
export const encodeCluster = ({ host, port }: Endpoint): object => ({
  members: [
    {
      instanceId: { string: '5e54e000-0000-4000-9000-000000000000' },
      state: 'LEADER',
      isAlive: true,
      httpEndPoint: { address: host, port },
    },
  ],
})
