import { decideAppend, type Expected } from './deciding'
import type { ProposedEvent } from './event-log'
import { metadataStreamOf } from './event-log'
import { revival } from './metadata.codec'
import { wakeAll, type ServerNode } from './node'

/** The server's default of what one append may hold, in bytes of data. */
export const MAX_APPEND_SIZE = 1024 * 1024

export interface Append {
  readonly stream: string
  readonly expected: Expected
  readonly events: ReadonlyArray<ProposedEvent>
}

export type Outcome =
  | { readonly kind: 'success'; readonly revision: number; readonly position: bigint | null }
  | { readonly kind: 'wrong'; readonly expected: Expected; readonly current: number }
  | { readonly kind: 'deleted' }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'bad-request'; readonly reason: string }

const NIL = '00000000-0000-0000-0000-000000000000'

const faultOf = ({ stream, events }: Append): string | null => {
  if (stream === '' || stream === '$$') return 'invalid stream name'
  if (events.some(({ type }) => type === '')) return 'empty event type'
  return events.some(({ id }) => id === NIL) ? 'empty event id' : null
}

/** Appends as the server does: all or nothing. */
export const append = (node: ServerNode, request: Append): Outcome => {
  const { log, ids } = node
  const { stream, expected, events } = request
  const reason = faultOf(request)
  if (reason !== null) return { kind: 'bad-request', reason }
  const size = events.reduce((sum, { data }) => sum + data.length, 0)
  if (size > MAX_APPEND_SIZE) return { kind: 'too-large' }

  const decision = decideAppend(
    log,
    ids,
    stream,
    expected,
    events.map(({ id }) => id),
  )
  switch (decision.kind) {
    case 'deleted':
      return decision
    case 'wrong':
      return { kind: 'wrong', expected, current: decision.current }
    case 'repeat': {
      const { revision } = decision
      return {
        kind: 'success',
        revision,
        position: log.eventsOf(stream)[revision]?.position ?? null,
      }
    }
    case 'write': {
      if (decision.revive)
        log.append(metadataStreamOf(stream), [revival(log, stream, node.newId())])
      log.append(stream, events)
      const written = log.eventsOf(stream)
      for (const { id, revision } of written.slice(written.length - events.length))
        ids.remember(id, stream, revision)
      wakeAll(node)
      return {
        kind: 'success',
        revision: written.length - 1,
        position: events.length === 0 ? null : (written.at(-1)?.position ?? null),
      }
    }
  }
}
