import { Code } from '@eventstore/db-client/generated/code_pb'
import {
  AccessDenied,
  AllStreamPosition,
  BadRequest,
  MaximumAppendSizeExceeded,
  StreamDeleted,
  Timeout,
  WrongExpectedVersion,
} from '@eventstore/db-client/generated/shared_pb'
import { Status } from '@eventstore/db-client/generated/status_pb'
import { BatchAppendResp } from '@eventstore/db-client/generated/streams_pb'
import type { Message } from 'google-protobuf'
import { Any } from 'google-protobuf/google/protobuf/any_pb'
import { Empty } from 'google-protobuf/google/protobuf/empty_pb'
import type { Outcome } from '../log/commands'
import type { Conflict, Written } from './append-answer.codec'
import { bytesOf, identifierOf, uuidOf } from './shared.codec'

/** Why a write was turned away before it reached the log, or what became of it is not said. */
export type Refused = { readonly kind: 'denied' } | { readonly kind: 'timeout' }

export interface BatchAnswer {
  readonly correlationId: string
  readonly stream: string
  readonly outcome: Outcome | Refused
}

const success = ({ revision, position }: Written): BatchAppendResp.Success => {
  const message = new BatchAppendResp.Success()
  if (revision === -1) message.setNoStream(new Empty())
  else message.setCurrentRevision(String(revision))
  if (position === undefined) return message.setNoPosition(new Empty())
  const at = new AllStreamPosition()
  at.setCommitPosition(String(position)).setPreparePosition(String(position))
  return message.setPosition(at)
}

const conflict = ({ expected, current }: Conflict): WrongExpectedVersion => {
  const message = new WrongExpectedVersion()
  if (current === -1) message.setCurrentNoStream(new Empty())
  else message.setCurrentStreamRevision(String(current))
  if (expected === 'any') return message.setExpectedAny(new Empty())
  if (expected === 'no-stream') return message.setExpectedNoStream(new Empty())
  if (expected === 'stream-exists') return message.setExpectedStreamExists(new Empty())
  return message.setExpectedStreamPosition(String(expected))
}

const status = (code: Code, name: string, details: Message): Status => {
  const any = new Any()
  any.pack(details.serializeBinary(), `event_store.client.${name}`)
  return new Status().setCode(code).setMessage(name).setDetails(any)
}

const errorOf = (stream: string, outcome: Exclude<BatchAnswer['outcome'], Written>): Status => {
  switch (outcome.kind) {
    case 'conflict':
      return status(Code.FAILED_PRECONDITION, 'WrongExpectedVersion', conflict(outcome))
    case 'deleted': {
      const details = new StreamDeleted().setStreamIdentifier(identifierOf(stream))
      return status(Code.FAILED_PRECONDITION, 'StreamDeleted', details)
    }
    case 'too-large': {
      const details = new MaximumAppendSizeExceeded().setMaxappendsize(outcome.limit)
      return status(Code.INVALID_ARGUMENT, 'MaximumAppendSizeExceeded', details)
    }
    case 'bad-request':
      return status(
        Code.INVALID_ARGUMENT,
        'BadRequest',
        new BadRequest().setMessage(outcome.reason),
      )
    case 'denied':
      return status(Code.PERMISSION_DENIED, 'AccessDenied', new AccessDenied())
    case 'timeout':
      return status(Code.DEADLINE_EXCEEDED, 'Timeout', new Timeout())
  }
}

/** An answer names its stream also where it failed: the client looks there. */
export const encodeBatchAnswer = ({ correlationId, stream, outcome }: BatchAnswer): Buffer => {
  const message = new BatchAppendResp()
    .setCorrelationId(uuidOf(correlationId))
    .setStreamIdentifier(identifierOf(stream))
  return bytesOf(
    outcome.kind === 'written'
      ? message.setSuccess(success(outcome))
      : message.setError(errorOf(stream, outcome)),
  )
}
