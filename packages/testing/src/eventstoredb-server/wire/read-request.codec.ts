import { ReadReq } from '@eventstore/db-client/generated/streams_pb'
import type { Filter } from '../log/filter'
import type { Direction } from '../log/reading'
import { nameIn, placeIn } from './shared.codec'

/** Where a read or a subscription begins: a revision or position, or one of the ends. */
export type Place = number | 'start' | 'end'

/** What is read: one stream, or the whole log if none is named. */
export interface Selection {
  readonly stream: string | undefined
  readonly from: Place
  readonly links: boolean
  readonly filter: Filter | undefined
  /** How many events are looked at before a filtered read stops to tell where it is. */
  readonly window: number
  /** After how many windows it tells. */
  readonly checkpointInterval: number
}

export type ReadRequest =
  | (Selection & { readonly kind: 'read'; readonly direction: Direction; readonly count: number })
  | (Selection & { readonly kind: 'subscription' })

interface Expression {
  readonly getRegex: () => string
  readonly getPrefixList: () => ReadonlyArray<string>
}

/** A filter as requests of any service have it. */
export interface FilterFields {
  readonly getStreamIdentifier: () => Expression | undefined
  readonly getEventType: () => Expression | undefined
}

export const filterIn = (fields: FilterFields | undefined): Filter | undefined => {
  const stream = fields?.getStreamIdentifier()
  const expression = stream ?? fields?.getEventType()
  if (expression === undefined) return undefined
  const regex = expression.getRegex()
  return {
    on: stream === undefined ? 'type' : 'stream',
    matches: regex === '' ? expression.getPrefixList() : new RegExp(regex),
  }
}

const selectionIn = (options: ReadReq.Options): Selection => {
  const stream = options.getStream()
  const all = options.getAll()
  const filter = options.getFilter()
  const from =
    stream !== undefined
      ? placeIn(stream, stream.getRevision())
      : all === undefined
        ? 'start'
        : placeIn(all, all.getPosition()?.getCommitPosition())
  return {
    stream: stream && nameIn(stream.getStreamIdentifier()),
    from,
    links: options.getResolveLinks(),
    filter: filterIn(filter),
    window: filter?.hasMax() === true ? filter.getMax() : 32,
    checkpointInterval: Math.max(1, filter?.getCheckpointintervalmultiplier() ?? 1),
  }
}

export const decodeRead = (bytes: Uint8Array): ReadRequest => {
  const options = ReadReq.deserializeBinary(bytes).getOptions() ?? new ReadReq.Options()
  const selection = selectionIn(options)
  if (options.hasSubscription()) return { ...selection, kind: 'subscription' }
  const backwards = options.getReadDirection() === ReadReq.Options.ReadDirection.BACKWARDS
  const direction = backwards ? 'backwards' : 'forwards'
  return { ...selection, kind: 'read', direction, count: Number(options.getCount()) }
}
