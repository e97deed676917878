import type { sendUnaryData, ServerUnaryCall } from '@grpc/grpc-js'
import {
  DeleteResp,
  TombstoneResp,
  type DeleteReq,
  type TombstoneReq,
} from '@eventstore/db-client/generated/streams_pb'
import { metadataStreamOf } from './event-log'
import { nextFailure, streamDeleted, wrongExpectedVersion, type Failure } from './failure'
import { streamNameOf } from './messages.codec'
import { retentionOf, softDeletion } from './metadata.codec'
import { wakeAll, type ServerNode } from './node'

const ANY = -2
const NO_STREAM = -1
const STREAM_EXISTS = -4

type Options = DeleteReq.Options | TombstoneReq.Options

/** The number a deletion's expectation goes by. */
const expectedOf = (options: Options | undefined): number => {
  if (options?.hasRevision() === true) return Number(options.getRevision())
  if (options?.hasNoStream() === true) return NO_STREAM
  return options?.hasStreamExists() === true ? STREAM_EXISTS : ANY
}

const lastPosition = ({ log }: ServerNode): string => String(log.all.at(-1)?.position ?? 0n)

const refusal = (
  { log }: ServerNode,
  stream: string,
  expected: number,
  missingIsFine: boolean,
): Failure | null => {
  if (log.isTombstoned(stream)) return streamDeleted(stream)
  const current = log.eventsOf(stream).length - 1
  const isThere = current >= 0 && !retentionOf(log, stream).deleted
  const conflict = wrongExpectedVersion(stream, expected, current)
  if (expected >= 0) return expected === current ? null : conflict
  if (expected === STREAM_EXISTS) return isThere ? null : conflict
  if (expected === NO_STREAM && isThere) return conflict
  return isThere || missingIsFine ? null : conflict
}

/** `Streams.Delete`: softly, the stream can be begun again. */
export const handleDelete =
  (node: ServerNode) =>
  (call: ServerUnaryCall<DeleteReq, DeleteResp>, done: sendUnaryData<DeleteResp>): void => {
    const options = call.request.getOptions()
    const stream = streamNameOf(options?.getStreamIdentifier())
    const failure = nextFailure(node) ?? refusal(node, stream, expectedOf(options), false)
    if (failure !== null) {
      done(failure)
      return
    }
    node.log.append(metadataStreamOf(stream), [softDeletion(node.log, stream, node.newId())])
    wakeAll(node)
    const position = lastPosition(node)
    done(
      null,
      new DeleteResp().setPosition(
        new DeleteResp.Position().setCommitPosition(position).setPreparePosition(position),
      ),
    )
  }

/** `Streams.Tombstone`: for ever, be there a stream of that name or not. */
export const handleTombstone =
  (node: ServerNode) =>
  (
    call: ServerUnaryCall<TombstoneReq, TombstoneResp>,
    done: sendUnaryData<TombstoneResp>,
  ): void => {
    const options = call.request.getOptions()
    const stream = streamNameOf(options?.getStreamIdentifier())
    const failure = nextFailure(node) ?? refusal(node, stream, expectedOf(options), true)
    if (failure !== null) {
      done(failure)
      return
    }
    node.log.tombstone(stream)
    wakeAll(node)
    const position = lastPosition(node)
    done(
      null,
      new TombstoneResp().setPosition(
        new TombstoneResp.Position().setCommitPosition(position).setPreparePosition(position),
      ),
    )
  }
