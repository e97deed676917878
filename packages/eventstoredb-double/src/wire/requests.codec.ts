import type { ProposedEvent } from '../log'
import type {
  AppendPart,
  BatchPart,
  ConsumerPart,
  NewGroup,
  Place,
  ReadRequest,
  SubscribeRequest,
} from './requests'

/*
 * Requests as the .proto files define them, in the form that `@grpc/proto-loader` gives, and what
 * they ask for. What the double does not support throws here, and fails as INTERNAL at the client.
 */

interface Uuid {
  readonly string: string
}

interface Identifier {
  readonly streamName: Buffer
}

interface FilterMessage {
  readonly streamIdentifier: { readonly regex: string; readonly prefix: string[] } | null
  readonly max?: number
  readonly checkpointIntervalMultiplier: number
}

interface AllMessage {
  readonly from: 'position' | 'start' | 'end'
  readonly position?: { readonly commitPosition: number }
}

interface StreamMessage {
  readonly streamIdentifier: Identifier
  readonly from: 'revision' | 'start' | 'end'
  readonly revision?: number
}

export interface ReadMessage {
  readonly options: {
    readonly source: 'stream' | 'all'
    readonly stream?: StreamMessage
    readonly all?: AllMessage
    readonly readDirection: 'FORWARDS' | 'BACKWARDS'
    readonly length: 'count' | 'subscription'
    readonly count?: number
    readonly filter: FilterMessage | null
  }
}

interface WriteMessage {
  readonly streamIdentifier: Identifier
  readonly expected?: 'revision' | 'noStream' | 'any'
  readonly revision?: number
}

interface ProposedMessage {
  readonly id: Uuid
  readonly metadata: { readonly type: string; readonly 'content-type': string }
  readonly customMetadata: Buffer
  readonly data: Buffer
}

export interface AppendMessage {
  readonly options: WriteMessage | null
  readonly proposedMessage: ProposedMessage | null
}

export interface BatchMessage {
  readonly correlationId: Uuid
  readonly options: WriteMessage | null
  readonly proposedMessages: ReadonlyArray<ProposedMessage>
  readonly isFinal: boolean
}

export interface DeleteMessage {
  readonly options: WriteMessage
}

export interface CreateMessage {
  readonly options: {
    readonly groupName: string
    readonly settings: { readonly maxRetryCount: number; readonly namedConsumerStrategy: string }
    readonly all: AllMessage & { readonly filter: FilterMessage | null }
  }
}

/** A request that only names a group. */
export interface GroupMessage {
  readonly options: { readonly groupName: string }
}

export interface ConsumerMessage {
  readonly options?: { readonly groupName: string; readonly bufferSize: number }
  readonly ack?: { readonly ids: ReadonlyArray<Uuid> }
  readonly nack?: { readonly ids: ReadonlyArray<Uuid>; readonly action: string }
}

const unsupported = (what: string): never => {
  throw new Error(`the double of EventStoreDB does not support ${what}`)
}

const idOf = ({ string }: Uuid): string =>
  string === '' ? unsupported('ids that are not text') : string

const nameOf = ({ streamName }: Identifier): string => streamName.toString()

const prefixesOf = (filter: FilterMessage | null): ReadonlyArray<string> => {
  const { regex, prefix } = filter?.streamIdentifier ?? { regex: '', prefix: [] }
  return regex !== '' || prefix.length === 0
    ? unsupported('anything but a filter by prefixes of stream names here')
    : prefix
}

/** How many events the server looks at in one go by default. */
const SEARCH_WINDOW = 32

const checkpointIntervalOf = (filter: FilterMessage | null): number =>
  (filter?.max ?? SEARCH_WINDOW) * (filter?.checkpointIntervalMultiplier ?? 1)

const placeInAll = ({ from, position }: AllMessage): Place =>
  from === 'position' ? (position?.commitPosition ?? 0) : from

const placeInStream = ({ from, revision = 0 }: StreamMessage): Place =>
  from === 'revision' ? revision : from

export const decodeRead = ({ options }: ReadMessage): ReadRequest | SubscribeRequest => {
  const { stream, all, count, filter } = options
  if (options.length === 'subscription')
    return all === undefined
      ? unsupported('subscriptions to one stream')
      : {
          kind: 'subscription',
          after: placeInAll(all),
          prefixes: prefixesOf(filter),
          checkpointInterval: checkpointIntervalOf(filter),
        }
  return {
    kind: 'read',
    stream: stream && nameOf(stream.streamIdentifier),
    from: stream !== undefined ? placeInStream(stream) : all ? placeInAll(all) : 'start',
    direction: options.readDirection === 'FORWARDS' ? 'forwards' : 'backwards',
    count: count ?? 0,
  }
}

const writeOptionsOf = ({ streamIdentifier, expected, revision = 0 }: WriteMessage) => {
  const stream = nameOf(streamIdentifier)
  if (expected === undefined)
    return unsupported('an append at any revision of a stream that exists')
  if (expected === 'revision') return { stream, expected: revision }
  return { stream, expected: expected === 'any' ? 'any' : 'no-stream' } as const
}

const proposedOf = ({ id, metadata, customMetadata, data }: ProposedMessage): ProposedEvent => ({
  id: idOf(id),
  type: metadata.type,
  contentType: metadata['content-type'],
  data,
  metadata: customMetadata,
})

export const decodeAppend = ({ options, proposedMessage }: AppendMessage): AppendPart => ({
  options: options === null ? undefined : writeOptionsOf(options),
  event: proposedMessage === null ? undefined : proposedOf(proposedMessage),
})

export const decodeBatch = (message: BatchMessage): BatchPart => ({
  correlationId: idOf(message.correlationId),
  options: message.options === null ? undefined : writeOptionsOf(message.options),
  events: message.proposedMessages.map(proposedOf),
  isFinal: message.isFinal,
})

/** The stream to delete, which is supported only at any revision. */
export const decodeDelete = ({ options }: DeleteMessage): string => {
  const { stream, expected } = writeOptionsOf(options)
  return expected === 'any' ? stream : unsupported('deleting at a revision')
}

export const decodeCreate = ({ options }: CreateMessage): NewGroup => {
  const { groupName, settings, all } = options
  if (settings.namedConsumerStrategy !== 'PINNED') unsupported('strategies but the pinned one')
  if (all.from === 'position') unsupported('groups that begin at a position')
  return {
    group: groupName,
    from: all.from === 'end' ? 'end' : 'start',
    prefixes: prefixesOf(all.filter),
    maxRetryCount: settings.maxRetryCount,
  }
}

export const decodeGroup = ({ options }: GroupMessage): string => options.groupName

export const decodeConsumer = ({ options, ack, nack }: ConsumerMessage): ConsumerPart => {
  if (options !== undefined)
    return { kind: 'join', group: options.groupName, bufferSize: options.bufferSize }
  if (ack !== undefined) return { kind: 'ack', ids: ack.ids.map(idOf) }
  const { ids, action } = nack ?? unsupported('an empty message of a consumer')
  if (action !== 'PARK' && action !== 'RETRY') return unsupported(`the answer ${action}`)
  return { kind: 'nack', ids: ids.map(idOf), action: action === 'PARK' ? 'park' : 'retry' }
}
