import {
  status,
  type Metadata,
  type sendUnaryData,
  type ServerDuplexStream,
  type ServerReadableStream,
} from '@grpc/grpc-js'
import type { ProposedEvent } from '../log'
import { admit, writing, type Node } from '../node'
import { openOutput } from '../output'
import type { AppendResult, BatchAnswer } from '../wire/answers.codec'
import {
  accessDenied,
  invalid,
  streamDeleted,
  timedOut,
  tooLarge,
  unavailable,
  type Failure,
} from '../wire/failure'
import type { AppendPart, BatchPart } from '../wire/requests'
import {
  append,
  type AppendRequest,
  type Conflict,
  type Outcome,
  type WriteOptions,
  type Written,
} from '../writing'

/** The result of an append. A failure ends the call, which other appends may share. */
type Performed = AppendResult | { readonly kind: 'failed'; readonly failure: Failure }

const writeTo = (node: Node, request: AppendRequest): Outcome => {
  const { log, writes } = writing(node)
  const outcome = append(log, request)
  writes.emit('append')
  return outcome
}

/** The answer to an append; undefined if there is never one. */
const perform = async (
  node: Node,
  metadata: Metadata,
  request: AppendRequest,
): Promise<Performed | undefined> => {
  const refused = admit(node, metadata, 'append', request.stream)
  if (refused?.code === status.PERMISSION_DENIED) return { kind: 'denied' }
  if (refused !== undefined) return { kind: 'failed', failure: refused }

  const fault = node.plan.appends.shift()
  if (fault === undefined) return writeTo(node, request)
  const outcome = fault.written ? writeTo(node, request) : undefined
  switch (fault.answer) {
    case 'never':
      return undefined
    case 'held':
      await fault.released
      return outcome ?? writeTo(node, request)
    case 'timeout':
      return { kind: 'timeout' }
    case 'unavailable':
      return { kind: 'failed', failure: unavailable() }
  }
}

const failureOf = (stream: string, result: Exclude<Performed, Written | Conflict>): Failure => {
  switch (result.kind) {
    case 'deleted':
      return streamDeleted(stream)
    case 'too-large':
      return tooLarge()
    case 'denied':
      return accessDenied()
    case 'timeout':
      return timedOut()
    case 'failed':
      return result.failure
  }
}

/** One append in its own call. */
export const appendAlone =
  (node: Node) =>
  (
    call: ServerReadableStream<AppendPart, Written | Conflict>,
    callback: sendUnaryData<Written | Conflict>,
  ): void => {
    let options: WriteOptions | undefined
    const events: Array<ProposedEvent> = []
    const answer = async (): Promise<void> => {
      // A client that cancels halfway may not have sent any events yet; to gRPC the call just ends.
      if (options === undefined || events.length === 0) {
        callback(invalid('an append needs options and events'))
        return
      }
      const result = await perform(node, call.metadata, { ...options, events })
      if (result === undefined) return
      if (result.kind === 'written' || result.kind === 'conflict') callback(null, result)
      else callback(failureOf(options.stream, result))
    }
    call.on('data', (part: AppendPart) => {
      options ??= part.options
      if (part.event !== undefined) events.push(part.event)
    })
    call.on('end', () => void answer())
  }

/** Many appends in one call, which stays open. */
export const appendTogether =
  (node: Node) =>
  (call: ServerDuplexStream<BatchPart, BatchAnswer>): void => {
    const output = openOutput<BatchAnswer>(node, 'batch-append', call)
    const begun = new Map<string, WriteOptions & { readonly events: Array<ProposedEvent> }>()
    const answer = async (correlationId: string, request: AppendRequest): Promise<void> => {
      const result = await perform(node, call.metadata, request)
      if (result === undefined) return
      if (result.kind === 'failed') output.fail(result.failure)
      else void output.send({ correlationId, stream: request.stream, result })
    }
    call.on('data', ({ correlationId, options, events, isFinal }: BatchPart) => {
      const request = begun.get(correlationId) ?? (options && { ...options, events: [] })
      if (request === undefined) return
      request.events.push(...events)
      begun.set(correlationId, request)
      if (!isFinal) return
      begun.delete(correlationId)
      void answer(correlationId, request)
    })
    call.on('end', () => output.finish('ok'))
  }
