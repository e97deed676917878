import { CreateReq, DeleteReq, ReadReq } from '@eventstore/db-client/generated/persistent_pb'
import type { Filter } from '../log/filter'
import { filterIn, type Place } from './read-request.codec'
import { idIn, nameIn, placeIn } from './shared.codec'

/** A group's name on a stream, or on the whole log if no stream is named. */
export interface GroupName {
  readonly stream: string | undefined
  readonly group: string
}

export interface GroupSettings {
  readonly links: boolean
  readonly strategy: 'RoundRobin' | 'DispatchToSingle' | 'Pinned'
  /** How long a consumer may take, in milliseconds; 0 for as long as it likes. */
  readonly messageTimeout: number
  readonly maxRetryCount: number
  /** 0 for any number. */
  readonly maxSubscribers: number
  readonly checkpointAfter: number
  readonly minCheckpointCount: number
  readonly maxCheckpointCount: number
}

export interface NewGroup extends GroupName {
  /** The first event, that one included. */
  readonly from: Place
  readonly filter: Filter | undefined
  readonly settings: GroupSettings
}

export type NackAction = 'park' | 'retry' | 'skip' | 'stop'

/** What a consumer says: first which group it joins, then what became of events. */
export type ConsumerPart =
  | (GroupName & { readonly kind: 'join'; readonly bufferSize: number })
  | { readonly kind: 'ack'; readonly ids: ReadonlyArray<string> }
  | { readonly kind: 'nack'; readonly ids: ReadonlyArray<string>; readonly action: NackAction }

const STRATEGIES = ['DispatchToSingle', 'RoundRobin', 'Pinned'] as const
const ACTIONS = ['retry', 'park', 'retry', 'skip', 'stop'] as const

const END_REVISION = '18446744073709551615'
const TICKS_PER_MILLISECOND = 10_000

const settingsIn = (settings: CreateReq.Settings): GroupSettings => ({
  links: settings.getResolveLinks(),
  strategy: STRATEGIES[settings.getNamedConsumerStrategy()],
  messageTimeout: settings.hasMessageTimeoutTicks()
    ? Number(settings.getMessageTimeoutTicks()) / TICKS_PER_MILLISECOND
    : settings.getMessageTimeoutMs(),
  maxRetryCount: settings.getMaxRetryCount(),
  maxSubscribers: settings.getMaxSubscriberCount(),
  checkpointAfter: settings.hasCheckpointAfterTicks()
    ? Number(settings.getCheckpointAfterTicks()) / TICKS_PER_MILLISECOND
    : settings.getCheckpointAfterMs(),
  minCheckpointCount: settings.getMinCheckpointCount(),
  maxCheckpointCount: settings.getMaxCheckpointCount(),
})

/** Older clients say the first revision among the settings. */
const revisionIn = (revision: string): Place =>
  revision === END_REVISION ? 'end' : Number(revision)

export const decodeCreate = (bytes: Uint8Array): NewGroup => {
  const options = CreateReq.deserializeBinary(bytes).getOptions() ?? new CreateReq.Options()
  const settings = options.getSettings() ?? new CreateReq.Settings()
  const [stream, all] = [options.getStream(), options.getAll()]
  const from =
    all !== undefined
      ? placeIn(all, all.getPosition()?.getCommitPosition())
      : stream === undefined
        ? revisionIn(settings.getRevision())
        : placeIn(stream, stream.getRevision())
  const identifier = stream?.getStreamIdentifier() ?? options.getStreamIdentifier()
  return {
    stream: all === undefined ? nameIn(identifier) : undefined,
    group: options.getGroupName(),
    from,
    filter: filterIn(all?.getFilter()),
    settings: settingsIn(settings),
  }
}

const nameOf = (options: DeleteReq.Options | ReadReq.Options): GroupName => ({
  stream: options.hasAll() ? undefined : nameIn(options.getStreamIdentifier()),
  group: options.getGroupName(),
})

export const decodeDeleteGroup = (bytes: Uint8Array): GroupName =>
  nameOf(DeleteReq.deserializeBinary(bytes).getOptions() ?? new DeleteReq.Options())

export const decodeConsumerPart = (bytes: Uint8Array): ConsumerPart => {
  const request = ReadReq.deserializeBinary(bytes)
  const [ack, nack] = [request.getAck(), request.getNack()]
  if (ack !== undefined) return { kind: 'ack', ids: ack.getIdsList().map(idIn) }
  if (nack !== undefined)
    return { kind: 'nack', ids: nack.getIdsList().map(idIn), action: ACTIONS[nack.getAction()] }
  const options = request.getOptions() ?? new ReadReq.Options()
  return { kind: 'join', ...nameOf(options), bufferSize: options.getBufferSize() }
}
