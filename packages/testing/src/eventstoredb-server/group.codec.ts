import type { UUID } from '@eventstore/db-client/generated/shared_pb'
import { ReadResp, type CreateReq } from '@eventstore/db-client/generated/persistent_pb'
import type { GroupSettings } from './consumer-group'
import type { EventLog, LoggedEvent } from './event-log'
import { fillRecorded } from './messages.codec'
import { filterOf } from './request.codec'

const DEFAULT_TIMEOUT = 30_000

/** What a group was created with. */
export const groupSettings = (log: EventLog, options: CreateReq.Options): GroupSettings => {
  const all = options.getAll()
  const settings = options.getSettings()
  const position = all?.getPosition()
  const from =
    position !== undefined
      ? log.indexAfter(BigInt(position.getCommitPosition()) - 1n)
      : all?.hasStart() === true
        ? 0
        : log.all.length
  return {
    from,
    filter: filterOf(all?.getFilter()),
    messageTimeout:
      settings?.hasMessageTimeoutMs() === true ? settings.getMessageTimeoutMs() : DEFAULT_TIMEOUT,
    maxRetryCount: settings?.getMaxRetryCount() ?? 0,
    pinned: settings?.getConsumerStrategy() === 'Pinned',
  }
}

export const delivery = (event: LoggedEvent, retries: number): ReadResp =>
  new ReadResp().setEvent(
    new ReadResp.ReadEvent()
      .setEvent(fillRecorded(new ReadResp.ReadEvent.RecordedEvent(), event))
      .setCommitPosition(String(event.position))
      .setRetryCount(retries),
  )

export const groupConfirmation = (id: string): ReadResp =>
  new ReadResp().setSubscriptionConfirmation(
    new ReadResp.SubscriptionConfirmation().setSubscriptionId(id),
  )

/** The events that a consumer speaks of. */
export const idsOf = (message: {
  readonly getIdsList: () => ReadonlyArray<UUID>
}): ReadonlyArray<string> => message.getIdsList().map((id) => id.getString())
