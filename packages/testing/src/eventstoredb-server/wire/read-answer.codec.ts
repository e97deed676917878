import { Empty } from '@eventstore/db-client/generated/shared_pb'
import { ReadResp } from '@eventstore/db-client/generated/streams_pb'
import type { Resolved } from '../log/link'
import type { LoggedEvent } from '../log/log'
import { recorded } from './recorded-event.codec'
import { bytesOf, identifierOf } from './shared.codec'

export type ReadAnswer =
  | (Resolved & { readonly kind: 'event' })
  | { readonly kind: 'confirmation'; readonly id: string }
  | { readonly kind: 'checkpoint'; readonly position: number }
  | { readonly kind: 'caught-up' }
  | { readonly kind: 'not-found'; readonly stream: string }

const eventMessage = ({ event, link }: Resolved): ReadResp => {
  const message = new ReadResp.ReadEvent()
  if (event !== undefined) message.setEvent(recorded(new ReadResp.ReadEvent.RecordedEvent(), event))
  if (link !== undefined) message.setLink(recorded(new ReadResp.ReadEvent.RecordedEvent(), link))
  const position = (link ?? event)?.position
  if (position === undefined) message.setNoPosition(new Empty())
  else message.setCommitPosition(String(position))
  return new ReadResp().setEvent(message)
}

/** An event is read many times and never changes. */
const encoded = new WeakMap<LoggedEvent, Buffer>()

const encodeEvent = (resolved: Resolved): Buffer => {
  const { event, link } = resolved
  if (event === undefined || link !== undefined) return bytesOf(eventMessage(resolved))
  const known = encoded.get(event)
  if (known !== undefined) return known
  const bytes = bytesOf(eventMessage(resolved))
  encoded.set(event, bytes)
  return bytes
}

export const encodeReadAnswer = (answer: ReadAnswer): Buffer => {
  switch (answer.kind) {
    case 'event':
      return encodeEvent(answer)
    case 'confirmation': {
      const message = new ReadResp.SubscriptionConfirmation().setSubscriptionId(answer.id)
      return bytesOf(new ReadResp().setConfirmation(message))
    }
    case 'checkpoint': {
      const message = new ReadResp.Checkpoint()
        .setCommitPosition(String(answer.position))
        .setPreparePosition(String(answer.position))
      return bytesOf(new ReadResp().setCheckpoint(message))
    }
    case 'caught-up':
      return bytesOf(new ReadResp().setCaughtUp(new ReadResp.CaughtUp()))
    case 'not-found': {
      const message = new ReadResp.StreamNotFound()
      message.setStreamIdentifier(identifierOf(answer.stream))
      return bytesOf(new ReadResp().setStreamNotFound(message))
    }
  }
}
