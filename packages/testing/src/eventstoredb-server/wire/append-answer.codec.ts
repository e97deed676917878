import { Empty } from '@eventstore/db-client/generated/shared_pb'
import { AppendResp, DeleteResp, TombstoneResp } from '@eventstore/db-client/generated/streams_pb'
import type { Outcome } from '../log/commands'
import { bytesOf } from './shared.codec'

export type Written = Extract<Outcome, { kind: 'written' }>
export type Conflict = Extract<Outcome, { kind: 'conflict' }>

const success = ({ revision, position }: Written): AppendResp.Success => {
  const message = new AppendResp.Success()
  if (revision === -1) message.setNoStream(new Empty())
  else message.setCurrentRevision(String(revision))
  if (position === undefined) return message.setNoPosition(new Empty())
  const at = new AppendResp.Position()
  at.setCommitPosition(String(position)).setPreparePosition(String(position))
  return message.setPosition(at)
}

const conflict = ({ expected, current }: Conflict): AppendResp.WrongExpectedVersion => {
  const message = new AppendResp.WrongExpectedVersion()
  if (current === -1) message.setCurrentNoStream(new Empty())
  else message.setCurrentRevision(String(current))
  if (expected === 'any') return message.setExpectedAny(new Empty())
  if (expected === 'no-stream') return message.setExpectedNoStream(new Empty())
  if (expected === 'stream-exists') return message.setExpectedStreamExists(new Empty())
  return message.setExpectedRevision(String(expected))
}

export const encodeAppended = (outcome: Written | Conflict): Buffer => {
  const message = new AppendResp()
  return bytesOf(
    outcome.kind === 'written'
      ? message.setSuccess(success(outcome))
      : message.setWrongExpectedVersion(conflict(outcome)),
  )
}

export const encodeDeleted = ({ position }: Written): Buffer => {
  const at = new DeleteResp.Position()
  at.setCommitPosition(String(position)).setPreparePosition(String(position))
  return bytesOf(new DeleteResp().setPosition(at))
}

export const encodeTombstoned = ({ position }: Written): Buffer => {
  const at = new TombstoneResp.Position()
  at.setCommitPosition(String(position)).setPreparePosition(String(position))
  return bytesOf(new TombstoneResp().setPosition(at))
}
