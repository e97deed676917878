/**
 * What a store knows about a stream without asking: the revision of every event by id, from the
 * first event on. The stream itself may be longer, but never shorter.
 */
export interface KnownStream {
  /** The revision after the last known one. */
  readonly next: () => number
  /** The revision of the event with an id, if known. */
  readonly revisionOf: (id: string) => number | undefined
  /** Whether an append went unanswered, in which case the stream may have grown unseen. */
  inDoubt: boolean
  /** Adds an event; ignored unless it is the next one. */
  readonly learn: (id: string, revision: number) => void
}

/** What a store knows about all streams. */
export interface KnownStreams {
  /** What it knows about one stream. */
  readonly get: (stream: string) => KnownStream
}

/** Remembers at most `atMost` events; the streams used longest ago are forgotten first. */
export const knownStreams = (atMost: number): KnownStreams => {
  const streams = new Map<
    string,
    { readonly stream: KnownStream; readonly ids: Map<string, number> }
  >()
  let total = 0

  const makeRoom = (but: string): void => {
    for (const [name, { ids }] of streams) {
      if (total <= atMost) return
      if (name === but) continue
      total -= ids.size
      streams.delete(name)
    }
  }

  const emptyStream = (name: string) => {
    const ids = new Map<string, number>()
    let next = 0
    const stream: KnownStream = {
      inDoubt: false,
      next: () => next,
      revisionOf: (id) => ids.get(id),
      learn: (id, revision) => {
        if (revision !== next) return
        next++
        if (ids.has(id)) return
        ids.set(id, revision)
        if (streams.get(name)?.ids !== ids) return
        total++
        makeRoom(name)
      },
    }
    return { stream, ids }
  }

  return {
    get: (name) => {
      const known = streams.get(name) ?? emptyStream(name)
      streams.delete(name)
      streams.set(name, known)
      return known.stream
    },
  }
}
