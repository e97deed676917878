import { Code } from '@eventstore/db-client/generated/code_pb'
import {
  AllStreamPosition,
  BadRequest,
  Empty as SharedEmpty,
  MaximumAppendSizeExceeded,
  StreamDeleted,
  Timeout,
  type UUID,
  WrongExpectedVersion,
} from '@eventstore/db-client/generated/shared_pb'
import { Status } from '@eventstore/db-client/generated/status_pb'
import {
  AppendResp,
  BatchAppendResp,
  type AppendReq,
  type BatchAppendReq,
} from '@eventstore/db-client/generated/streams_pb'
import { Any } from 'google-protobuf/google/protobuf/any_pb'
import { Empty } from 'google-protobuf/google/protobuf/empty_pb'
import { MAX_APPEND_SIZE, type Outcome } from './appending'
import type { Expected } from './deciding'
import { streamIdentifier } from './messages.codec'

/** The expectation of a classic append. */
export const expectedOf = (options: AppendReq.Options | undefined): Expected => {
  if (options?.hasRevision() === true) return Number(options.getRevision())
  if (options?.hasNoStream() === true) return -1
  return options?.hasStreamExists() === true ? 'stream-exists' : 'any'
}

/** The expectation of an append on the batch path. */
export const batchExpectedOf = (options: BatchAppendReq.Options | undefined): Expected => {
  if (options?.hasStreamPosition() === true) return Number(options.getStreamPosition())
  if (options?.hasNoStream() === true) return -1
  return options?.hasStreamExists() === true ? 'stream-exists' : 'any'
}

type Success = Extract<Outcome, { readonly kind: 'success' }>
type Wrong = Extract<Outcome, { readonly kind: 'wrong' }>

/** The answer of a classic append that was decided on. */
export const appendAnswer = (outcome: Success | Wrong): AppendResp => {
  if (outcome.kind === 'success') {
    const success = new AppendResp.Success()
    if (outcome.revision === -1) success.setNoStream(new SharedEmpty())
    else success.setCurrentRevision(String(outcome.revision))
    const position = String(outcome.position)
    if (outcome.position === null) success.setNoPosition(new SharedEmpty())
    else
      success.setPosition(
        new AppendResp.Position().setCommitPosition(position).setPreparePosition(position),
      )
    return new AppendResp().setSuccess(success)
  }
  const { expected, current } = outcome
  const wrong = new AppendResp.WrongExpectedVersion()
  if (current === -1) wrong.setCurrentNoStream(new SharedEmpty())
  else wrong.setCurrentRevision(String(current))
  if (expected === 'any') wrong.setExpectedAny(new SharedEmpty())
  else if (expected === 'stream-exists') wrong.setExpectedStreamExists(new SharedEmpty())
  else if (expected === -1) wrong.setExpectedNoStream(new SharedEmpty())
  else wrong.setExpectedRevision(String(expected))
  return new AppendResp().setWrongExpectedVersion(wrong)
}

const status = (
  code: Code,
  message: string,
  type: string,
  details: { readonly serializeBinary: () => Uint8Array },
): Status => {
  const any = new Any()
  any.pack(details.serializeBinary(), type)
  return new Status().setCode(code).setMessage(message).setDetails(any)
}

const PACKAGE = 'event_store.client'

const wrongStatus = ({ expected, current }: Wrong): Status => {
  const wrong = new WrongExpectedVersion()
  if (current === -1) wrong.setCurrentNoStream(new Empty())
  else wrong.setCurrentStreamRevision(String(current))
  if (expected === 'any') wrong.setExpectedAny(new Empty())
  else if (expected === 'stream-exists') wrong.setExpectedStreamExists(new Empty())
  else if (expected === -1) wrong.setExpectedNoStream(new Empty())
  else wrong.setExpectedStreamPosition(String(expected))
  return status(Code.FAILED_PRECONDITION, '', `${PACKAGE}.WrongExpectedVersion`, wrong)
}

/** What became of an append, as a status of the batch path. */
const statusOf = (stream: string, outcome: Exclude<Outcome, Success>): Status => {
  switch (outcome.kind) {
    case 'wrong':
      return wrongStatus(outcome)
    case 'deleted': {
      const deleted = new StreamDeleted().setStreamIdentifier(streamIdentifier(stream))
      return status(Code.FAILED_PRECONDITION, '', `${PACKAGE}.StreamDeleted`, deleted)
    }
    case 'too-large': {
      const exceeded = new MaximumAppendSizeExceeded().setMaxappendsize(MAX_APPEND_SIZE)
      return status(Code.INVALID_ARGUMENT, '', `${PACKAGE}.MaximumAppendSizeExceeded`, exceeded)
    }
    case 'bad-request': {
      const bad = new BadRequest().setMessage(outcome.reason)
      return status(Code.INVALID_ARGUMENT, outcome.reason, `${PACKAGE}.BadRequest`, bad)
    }
  }
}

/** A status of the batch path that says the outcome is unknown. */
export const timeoutStatus = (): Status =>
  status(Code.DEADLINE_EXCEEDED, 'Timeout', `${PACKAGE}.Timeout`, new Timeout())

/** An answer on the batch path; even an error names the stream. */
export const batchAnswer = (
  correlation: UUID | undefined,
  stream: string,
  result: Outcome | Status,
): BatchAppendResp => {
  const answer = new BatchAppendResp()
    .setCorrelationId(correlation)
    .setStreamIdentifier(streamIdentifier(stream))
  if (result instanceof Status) return answer.setError(result)
  if (result.kind !== 'success') return answer.setError(statusOf(stream, result))
  const success = new BatchAppendResp.Success()
  if (result.revision === -1) success.setNoStream(new Empty())
  else success.setCurrentRevision(String(result.revision))
  const position = String(result.position)
  if (result.position === null) success.setNoPosition(new Empty())
  else
    success.setPosition(
      new AllStreamPosition().setCommitPosition(position).setPreparePosition(position),
    )
  return answer.setSuccess(success)
}
