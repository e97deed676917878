import type { StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb'
import type { LoggedEvent } from '../log/log'
import { identifierOf, uuidOf } from './shared.codec'

const LAST_REVISION = '9223372036854775807'
const TICKS_PER_MILLISECOND = 10_000n

/** A recorded event as messages of any service have it. */
interface RecordedEvent {
  readonly setId: (id: UUID) => unknown
  readonly setStreamIdentifier: (identifier: StreamIdentifier) => unknown
  readonly setStreamRevision: (revision: string) => unknown
  readonly setPreparePosition: (position: string) => unknown
  readonly setCommitPosition: (position: string) => unknown
  readonly setCustomMetadata: (metadata: Uint8Array) => unknown
  readonly setData: (data: Uint8Array) => unknown
  readonly getMetadataMap: () => { readonly set: (key: string, value: string) => unknown }
}

export const recorded = <M extends RecordedEvent>(message: M, event: LoggedEvent): M => {
  const { revision, position, created } = event
  message.setId(uuidOf(event.id))
  message.setStreamIdentifier(identifierOf(event.stream))
  message.setStreamRevision(revision === Infinity ? LAST_REVISION : String(revision))
  message.setPreparePosition(String(position))
  message.setCommitPosition(String(position))
  message.setCustomMetadata(event.metadata)
  message.setData(event.data)
  const metadata = message.getMetadataMap()
  metadata.set('type', event.type)
  metadata.set('content-type', event.contentType)
  metadata.set('created', String(BigInt(created) * TICKS_PER_MILLISECOND))
  return message
}
