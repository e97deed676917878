import type { sendUnaryData, ServerDuplexStream, ServerReadableStream } from '@grpc/grpc-js'
import type {
  AppendReq,
  AppendResp,
  BatchAppendReq,
  BatchAppendResp,
} from '@eventstore/db-client/generated/streams_pb'
import {
  appendAnswer,
  batchAnswer,
  batchExpectedOf,
  expectedOf,
  timeoutStatus,
} from './append.codec'
import { append, MAX_APPEND_SIZE, type Append, type Outcome } from './appending'
import type { ProposedEvent } from './event-log'
import {
  badRequest,
  nextFailure,
  notAvailable,
  streamDeleted,
  timedOut,
  tooLarge,
  type Failure,
} from './failure'
import type { SpoiltAnswer } from './faults'
import { proposedEvent, streamNameOf } from './messages.codec'
import type { ServerNode } from './node'

/** What is answered to an append: its outcome, a failure, or nothing at all. */
type Answer =
  | { readonly kind: 'outcome'; readonly outcome: Outcome }
  | { readonly kind: 'failure'; readonly failure: Failure }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'silence' }

const isWritten = (spoilt: SpoiltAnswer): boolean => spoilt.kind === 'delay' || spoilt.written

/** Appends, unless a fault comes before it, and tells what is to be answered. */
const answerOf = async (node: ServerNode, request: Append): Promise<Answer> => {
  const failure = nextFailure(node)
  if (failure !== null) return { kind: 'failure', failure }
  const spoilt = node.faults.spoilt.shift()
  if (spoilt !== undefined && !isWritten(spoilt)) return spoiltAnswer(spoilt)
  const outcome = append(node, request)
  if (spoilt?.kind === 'delay') await new Promise((resolve) => setTimeout(resolve, spoilt.ms))
  else if (spoilt !== undefined) return spoiltAnswer(spoilt)
  return { kind: 'outcome', outcome }
}

const spoiltAnswer = ({ kind }: SpoiltAnswer): Answer => {
  switch (kind) {
    case 'timeout':
      return { kind: 'timeout' }
    case 'unavailable':
      return { kind: 'failure', failure: notAvailable }
    default:
      return { kind: 'silence' }
  }
}

const failureOf = (
  stream: string,
  outcome: Exclude<Outcome, { readonly kind: 'success' | 'wrong' }>,
): Failure => {
  switch (outcome.kind) {
    case 'deleted':
      return streamDeleted(stream)
    case 'too-large':
      return tooLarge(MAX_APPEND_SIZE)
    case 'bad-request':
      return badRequest(outcome.reason)
  }
}

/** `Streams.Append`: the classic path, one call for one append. */
export const handleAppend =
  (node: ServerNode) =>
  (call: ServerReadableStream<AppendReq, AppendResp>, done: sendUnaryData<AppendResp>): void => {
    let options: AppendReq.Options | undefined
    const events: Array<ProposedEvent> = []
    call.on('data', (part: AppendReq) => {
      options = part.getOptions() ?? options
      const message = part.getProposedMessage()
      if (message !== undefined) events.push(proposedEvent(message))
    })
    const answer = async (): Promise<void> => {
      const stream = streamNameOf(options?.getStreamIdentifier())
      const given = await answerOf(node, { stream, expected: expectedOf(options), events })
      switch (given.kind) {
        case 'silence':
          return
        case 'timeout': {
          done(timedOut)
          return
        }
        case 'failure': {
          done(given.failure)
          return
        }
        case 'outcome': {
          const { outcome } = given
          if (outcome.kind === 'success' || outcome.kind === 'wrong')
            done(null, appendAnswer(outcome))
          else done(failureOf(stream, outcome))
        }
      }
    }
    call.on('end', () => void answer())
  }

interface Pending {
  readonly options: BatchAppendReq.Options | undefined
  readonly events: Array<ProposedEvent>
}

/** `Streams.BatchAppend`: one call for all appends of a channel, each with a correlation id. */
export const handleBatchAppend =
  (node: ServerNode) =>
  (call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>): void => {
    const pending = new Map<string, Pending>()
    const open = { cut: () => call.emit('error', notAvailable) }
    node.open.add(open)
    call.on('cancelled', () => node.open.delete(open))

    const answer = async (part: BatchAppendReq, { options, events }: Pending): Promise<void> => {
      const stream = streamNameOf(options?.getStreamIdentifier())
      const given = await answerOf(node, { stream, expected: batchExpectedOf(options), events })
      const correlation = part.getCorrelationId()
      if (given.kind === 'failure') call.emit('error', given.failure)
      else if (given.kind === 'timeout')
        call.write(batchAnswer(correlation, stream, timeoutStatus()))
      else if (given.kind === 'outcome') call.write(batchAnswer(correlation, stream, given.outcome))
    }
    call.on('data', (part: BatchAppendReq) => {
      const id = part.getCorrelationId()?.getString() ?? ''
      const known = pending.get(id) ?? { options: part.getOptions(), events: [] }
      known.events.push(...part.getProposedMessagesList().map(proposedEvent))
      if (!part.getIsFinal()) {
        pending.set(id, known)
        return
      }
      pending.delete(id)
      void answer(part, known)
    })
    call.on('end', () => {
      node.open.delete(open)
      call.end()
    })
  }
