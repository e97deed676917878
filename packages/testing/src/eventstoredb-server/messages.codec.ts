import { ReadResp } from '@eventstore/db-client/generated/streams_pb'
import { Empty, StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb'
import type { LoggedEvent, ProposedEvent } from './event-log'

const text = new TextDecoder()
const bytes = new TextEncoder()

export const streamNameOf = (identifier: StreamIdentifier | undefined): string =>
  identifier === undefined ? '' : text.decode(identifier.getStreamName_asU8())

export const streamIdentifier = (stream: string): StreamIdentifier =>
  new StreamIdentifier().setStreamName(bytes.encode(stream))

export const uuidMessage = (id: string): UUID => new UUID().setString(id)

/** What a message that proposes an event has, whichever path it comes by. */
interface ProposedMessage {
  readonly getId: () => UUID | undefined
  readonly getMetadataMap: () => { readonly get: (key: string) => string | undefined }
  readonly getData_asU8: () => Uint8Array
  readonly getCustomMetadata_asU8: () => Uint8Array
}

export const proposedEvent = (message: ProposedMessage): ProposedEvent => ({
  id: message.getId()?.getString() ?? '',
  type: message.getMetadataMap().get('type') ?? '',
  contentType: message.getMetadataMap().get('content-type') ?? '',
  data: message.getData_asU8(),
  metadata: message.getCustomMetadata_asU8(),
})

/** What a message of a recorded event has, in every service. */
interface RecordedMessage {
  setId(id: UUID): unknown
  setStreamIdentifier(identifier: StreamIdentifier): unknown
  setStreamRevision(revision: string): unknown
  setCommitPosition(position: string): unknown
  setPreparePosition(position: string): unknown
  setCustomMetadata(metadata: Uint8Array): unknown
  setData(data: Uint8Array): unknown
  getMetadataMap(): { set(key: string, value: string): unknown }
}

/** Writes an event into a message. */
export const fillRecorded = <M extends RecordedMessage>(message: M, event: LoggedEvent): M => {
  message.setId(uuidMessage(event.id))
  message.setStreamIdentifier(streamIdentifier(event.stream))
  message.setStreamRevision(String(event.revision))
  message.setCommitPosition(String(event.position))
  message.setPreparePosition(String(event.position))
  message.setCustomMetadata(event.metadata)
  message.setData(event.data)
  const metadata = message.getMetadataMap()
  metadata.set('type', event.type)
  metadata.set('content-type', event.contentType)
  metadata.set('created', String(event.created))
  return message
}

const recorded = (event: LoggedEvent): ReadResp.ReadEvent.RecordedEvent =>
  fillRecorded(new ReadResp.ReadEvent.RecordedEvent(), event)

/** An event and the link that led to it, as every reading gives them. */
export interface Resolved {
  readonly event: LoggedEvent | null
  readonly link: LoggedEvent | null
}

export const readEvent = ({ event, link }: Resolved): ReadResp => {
  const message = new ReadResp.ReadEvent()
  if (event !== null) message.setEvent(recorded(event))
  if (link !== null) message.setLink(recorded(link))
  const position = (link ?? event)?.position
  if (position === undefined) message.setNoPosition(new Empty())
  else message.setCommitPosition(String(position))
  return new ReadResp().setEvent(message)
}

export const confirmation = (id: string): ReadResp =>
  new ReadResp().setConfirmation(new ReadResp.SubscriptionConfirmation().setSubscriptionId(id))

export const checkpoint = (position: bigint): ReadResp =>
  new ReadResp().setCheckpoint(
    new ReadResp.Checkpoint()
      .setCommitPosition(String(position))
      .setPreparePosition(String(position)),
  )

export const caughtUp = (): ReadResp => new ReadResp().setCaughtUp(new ReadResp.CaughtUp())

export const streamNotFound = (stream: string): ReadResp =>
  new ReadResp().setStreamNotFound(
    new ReadResp.StreamNotFound().setStreamIdentifier(streamIdentifier(stream)),
  )

/** The event a link leads to: its data is `revision@stream`. */
export const linkTarget = ({
  data,
}: LoggedEvent): { readonly revision: number; readonly stream: string } => {
  const [revision, ...stream] = text.decode(data).split('@')
  return { revision: Number(revision), stream: stream.join('@') }
}
