import { CreateResp, DeleteResp, ReadResp } from '@eventstore/db-client/generated/persistent_pb'
import { Empty } from '@eventstore/db-client/generated/shared_pb'
import type { Resolved } from '../log/link'
import { recorded } from './recorded-event.codec'
import { bytesOf } from './shared.codec'

export type ConsumerAnswer =
  | { readonly kind: 'joined'; readonly id: string }
  | (Resolved & { readonly kind: 'event'; readonly retries: number })

export const encodeConsumerAnswer = (answer: ConsumerAnswer): Buffer => {
  if (answer.kind === 'joined') {
    const joined = new ReadResp.SubscriptionConfirmation().setSubscriptionId(answer.id)
    return bytesOf(new ReadResp().setSubscriptionConfirmation(joined))
  }
  const { event, link, retries } = answer
  const message = new ReadResp.ReadEvent().setRetryCount(retries)
  if (event !== undefined) message.setEvent(recorded(new ReadResp.ReadEvent.RecordedEvent(), event))
  if (link !== undefined) message.setLink(recorded(new ReadResp.ReadEvent.RecordedEvent(), link))
  const position = (link ?? event)?.position
  if (position === undefined) message.setNoPosition(new Empty())
  else message.setCommitPosition(String(position))
  return bytesOf(new ReadResp().setEvent(message))
}

export const encodeCreated = (): Buffer => bytesOf(new CreateResp())

export const encodeGroupDeleted = (): Buffer => bytesOf(new DeleteResp())
