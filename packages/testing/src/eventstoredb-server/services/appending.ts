import type {
  Metadata,
  sendUnaryData,
  ServerDuplexStream,
  ServerReadableStream,
} from '@grpc/grpc-js'
import { status } from '@grpc/grpc-js'
import { append, type AppendRequest, type Outcome } from '../log/commands'
import type { ProposedEvent } from '../log/log'
import { admit, type Node } from '../node'
import { openOutput } from '../output'
import type { Conflict, Written } from '../wire/append-answer.codec'
import type { AppendPart, BatchPart, WriteOptions } from '../wire/append-request.codec'
import type { BatchAnswer, Refused } from '../wire/batch-answer.codec'
import { accessDenied, failure, failureOf, invalid, timedOut, unavailable } from '../wire/failure'
import type { Failure } from '../wire/failure'

type Result = Outcome | Refused | { readonly kind: 'failed'; readonly failure: Failure }

const writeTo = (node: Node, request: AppendRequest): Outcome => {
  const outcome = append(node.log, request, node.now(), node.limits)
  if (outcome.kind === 'written') node.appended.fire()
  return outcome
}

/** What an append is answered with; nothing if it never is. */
const perform = async (
  node: Node,
  metadata: Metadata,
  request: AppendRequest,
): Promise<Result | undefined> => {
  const refused = admit(node, metadata, 'append', request.stream)
  if (refused !== undefined)
    return refused.code === status.PERMISSION_DENIED
      ? { kind: 'denied' }
      : { kind: 'failed', failure: refused }

  const fault = node.plan.appends.take()
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

const failureIn = (stream: string, result: Exclude<Result, Written | Conflict>): Failure => {
  if (result.kind === 'denied') return accessDenied()
  if (result.kind === 'timeout') return timedOut()
  return result.kind === 'failed' ? result.failure : failureOf(stream, result)
}

/** One append in a call of its own. */
export const appendAlone =
  (node: Node) =>
  (
    call: ServerReadableStream<AppendPart, Written | Conflict>,
    callback: sendUnaryData<Written | Conflict>,
  ): void => {
    let options: WriteOptions | undefined
    const events: Array<ProposedEvent> = []
    const answer = async (): Promise<void> => {
      if (options === undefined) {
        callback(invalid('an append needs options'))
        return
      }
      const result = await perform(node, call.metadata, { ...options, events })
      if (result === undefined) return
      if (result.kind === 'written' || result.kind === 'conflict') callback(null, result)
      else callback(failureIn(options.stream, result))
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
    if (node.plan.batchAppend === 'unimplemented') {
      output.fail(failure(status.UNIMPLEMENTED, 'The method is not implemented'))
      return
    }
    const parts = new Map<string, WriteOptions & { readonly events: Array<ProposedEvent> }>()
    const answer = async (correlationId: string, request: AppendRequest): Promise<void> => {
      const outcome = await perform(node, call.metadata, request)
      if (outcome === undefined) return
      if (outcome.kind === 'failed') output.fail(outcome.failure)
      else void output.send({ correlationId, stream: request.stream, outcome })
    }
    call.on('data', ({ correlationId, options, events, isFinal }: BatchPart) => {
      const known = parts.get(correlationId)
      const request = known ?? (options && { ...options, events: [] })
      if (request === undefined) return
      request.events.push(...events)
      if (!isFinal) {
        parts.set(correlationId, request)
        return
      }
      parts.delete(correlationId)
      void answer(correlationId, request)
    })
    call.on('end', () => output.finish('ok'))
  }
