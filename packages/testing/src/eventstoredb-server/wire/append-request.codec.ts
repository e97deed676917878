import {
  AppendReq,
  BatchAppendReq,
  DeleteReq,
  TombstoneReq,
} from '@eventstore/db-client/generated/streams_pb'
import type { Expected } from '../log/decision'
import type { ProposedEvent } from '../log/log'
import { idIn, nameIn } from './shared.codec'

/** Which stream is written to, and what is expected of it. */
export interface WriteOptions {
  readonly stream: string
  readonly expected: Expected
}

/** The first message of an append has options, each later one an event. */
export interface AppendPart {
  readonly options: WriteOptions | undefined
  readonly event: ProposedEvent | undefined
}

/** One of the messages of an append that shares its call with others. */
export interface BatchPart {
  readonly correlationId: string
  readonly options: WriteOptions | undefined
  readonly events: ReadonlyArray<ProposedEvent>
  readonly isFinal: boolean
}

interface ExpectedFields {
  readonly hasNoStream: () => boolean
  readonly hasAny: () => boolean
  readonly hasStreamExists: () => boolean
}

const expectedIn = (fields: ExpectedFields, revision: string): Expected => {
  if (fields.hasNoStream()) return 'no-stream'
  if (fields.hasAny()) return 'any'
  return fields.hasStreamExists() ? 'stream-exists' : Number(revision)
}

const proposedIn = (
  message: AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage,
): ProposedEvent => {
  const metadata = message.getMetadataMap()
  return {
    id: idIn(message.getId()),
    type: metadata.get('type') ?? '',
    contentType: metadata.get('content-type') ?? 'application/octet-stream',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  }
}

export const decodeAppendPart = (bytes: Uint8Array): AppendPart => {
  const request = AppendReq.deserializeBinary(bytes)
  const options = request.getOptions()
  const event = request.getProposedMessage()
  return {
    options: options && {
      stream: nameIn(options.getStreamIdentifier()),
      expected: expectedIn(options, options.getRevision()),
    },
    event: event && proposedIn(event),
  }
}

export const decodeBatchPart = (bytes: Uint8Array): BatchPart => {
  const request = BatchAppendReq.deserializeBinary(bytes)
  const options = request.getOptions()
  return {
    correlationId: idIn(request.getCorrelationId()),
    options: options && {
      stream: nameIn(options.getStreamIdentifier()),
      expected: expectedIn(options, options.getStreamPosition()),
    },
    events: request.getProposedMessagesList().map(proposedIn),
    isFinal: request.getIsFinal(),
  }
}

const writeOptionsIn = (options: DeleteReq.Options | TombstoneReq.Options | undefined) => ({
  stream: nameIn(options?.getStreamIdentifier()),
  expected: options === undefined ? ('any' as const) : expectedIn(options, options.getRevision()),
})

export const decodeDelete = (bytes: Uint8Array): WriteOptions =>
  writeOptionsIn(DeleteReq.deserializeBinary(bytes).getOptions())

export const decodeTombstone = (bytes: Uint8Array): WriteOptions =>
  writeOptionsIn(TombstoneReq.deserializeBinary(bytes).getOptions())
