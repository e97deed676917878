import type { StoreError } from '@kpi-ledger/core'
import type { EventFilter, Positioned } from '@kpi-ledger/core/store'
import * as E from 'fp-ts/Either'
import { matches, matchesStream } from '../filter'
import type { ClientEvent } from './client'
import { decodeClientEvent, encodePosition, eventGone, isTombstone } from './events.codec'
import type { StreamNames } from './names'
import type { Placed } from './tail'

/** The events of a page, and the error of the first that is invalid or out of sequence. */
export interface Admitted {
  /** The events before the first error. */
  readonly events: ReadonlyArray<Positioned>
  /** The error; null for none. */
  readonly error: StoreError | null
}

/** The ledger's name for an event's stream; null if the filter does not ask for it. */
export const wantedStream = (
  { streamId }: ClientEvent,
  names: StreamNames,
  filter: EventFilter | undefined,
): string | null => {
  const stream = names.inLedger(streamId)
  return stream !== null && matchesStream(filter, stream) ? stream : null
}

/**
 * Creates the check that all events of a reading of `$all` pass through, in order. What the filter
 * does not ask for is not decoded. The revisions of each stream must be consecutive, and begin at 0
 * if the reading begins at the start, because truncated and scavenged events would simply be
 * missing.
 */
export const admitting = (
  names: StreamNames,
  filter: EventFilter | undefined,
  fromStart: boolean,
): ((page: ReadonlyArray<Placed>) => Admitted) => {
  const next = new Map<string, number>()

  const whyNot = (stream: string, event: ClientEvent): StoreError | null => {
    if (isTombstone(event)) return { _tag: 'StreamDeleted', stream }
    const revision = Number(event.revision)
    const expected = next.get(stream) ?? (fromStart ? 0 : revision)
    next.set(stream, revision + 1)
    return revision === expected ? null : eventGone(stream, expected)
  }

  return (page) => {
    const events: Array<Positioned> = []
    for (const { event, position } of page) {
      const stream = wantedStream(event, names, filter)
      if (stream === null) continue
      const fault = whyNot(stream, event)
      if (fault !== null) return { events, error: fault }
      if (!matches(filter, { stream, type: event.type })) continue
      const decoded = decodeClientEvent(event, stream)
      if (E.isLeft(decoded)) return { events, error: decoded.left }
      events.push({ event: decoded.right, position: encodePosition(position) })
    }
    return { events, error: null }
  }
}
