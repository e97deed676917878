import type { EventLog } from './event-log'
import { metadataStreamOf } from './event-log'
import { retentionOf } from './metadata.codec'

/** What a writer expects of a stream; -1 expects that there is none. */
export type Expected = number | 'any' | 'stream-exists'

/** The ids the server still remembers, each with the first place it was written at. */
export interface IdCache {
  readonly find: (id: string, stream: string) => number | undefined
  readonly remember: (id: string, stream: string, revision: number) => void
  readonly forget: () => void
}

export const idCache = (): IdCache => {
  const places = new Map<string, number>()
  const key = (id: string, stream: string): string => `${id} ${stream}`
  return {
    find: (id, stream) => places.get(key(id, stream)),
    remember: (id, stream, revision) => {
      if (!places.has(key(id, stream))) places.set(key(id, stream), revision)
    },
    forget: () => places.clear(),
  }
}

export type Decision =
  | { readonly kind: 'write'; readonly revive: boolean }
  | { readonly kind: 'repeat'; readonly revision: number }
  | { readonly kind: 'wrong'; readonly current: number }
  | { readonly kind: 'deleted' }

/**
 * What the server makes of an append, as its release 23.10 does: an id is looked for only where
 * the expectation is behind the stream, or where it is none at all and the cache remembers.
 */
export const decideAppend = (
  log: EventLog,
  cache: IdCache,
  stream: string,
  expected: Expected,
  ids: ReadonlyArray<string>,
): Decision => {
  if (log.isTombstoned(stream)) return { kind: 'deleted' }
  const events = log.eventsOf(stream)
  const current = events.length - 1
  const { deleted } = retentionOf(log, stream)
  const write: Decision = { kind: 'write', revive: deleted && ids.length > 0 }
  const wrong: Decision = { kind: 'wrong', current }

  if (expected === 'stream-exists') {
    if (deleted) return { kind: 'deleted' }
    if (current === -1 && log.eventsOf(metadataStreamOf(stream)).length === 0) return wrong
  }
  if (typeof expected === 'string') {
    const known = ids.map((id) => cache.find(id, stream))
    if (known[0] === undefined) return write
    return known.includes(undefined) ? wrong : { kind: 'repeat', revision: known.at(-1) ?? current }
  }
  if (expected > current) return wrong
  if (expected === current) return write

  const matching = ids.filter((id, i) => events[expected + 1 + i]?.id === id).length
  if (ids.length > 0 && matching === ids.length)
    return { kind: 'repeat', revision: expected + ids.length }
  const firstDiffers = events[expected + 1]?.id !== ids[0]
  return expected === -1 && deleted && firstDiffers ? write : wrong
}
