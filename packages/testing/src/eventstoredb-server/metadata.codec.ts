import { metadataStreamOf, type EventLog, type ProposedEvent, type Retention } from './event-log'

/** `$tb` of a deleted stream; JSON.parse gives no more of it than this. */
const DELETED = 2 ** 62

const text = new TextDecoder()
const bytes = new TextEncoder()

const documentOf = (log: EventLog, stream: string): Readonly<Record<string, unknown>> => {
  const last = log.eventsOf(metadataStreamOf(stream)).at(-1)
  if (last === undefined) return {}
  try {
    return JSON.parse(text.decode(last.data)) as Readonly<Record<string, unknown>>
  } catch {
    return {}
  }
}

const numberOr = (value: unknown, otherwise: number): number =>
  typeof value === 'number' ? value : otherwise

/** What a stream's metadata says at present. */
export const retentionOf = (log: EventLog, stream: string): Retention => {
  const document = documentOf(log, stream)
  const truncateBefore = numberOr(document['$tb'], 0)
  return {
    deleted: truncateBefore >= DELETED,
    truncateBefore,
    maxCount: numberOr(document['$maxCount'], Infinity),
    maxAgeSeconds: numberOr(document['$maxAge'], Infinity),
  }
}

/** A change of a stream's metadata: an event of its metadata stream. */
const change = (id: string, json: string): ProposedEvent => ({
  id,
  type: '$metadata',
  contentType: 'application/json',
  data: bytes.encode(json),
  metadata: new Uint8Array(),
})

/** What deletes a stream softly; written as text, for no number of JavaScript is it. */
export const softDeletion = (log: EventLog, stream: string, id: string): ProposedEvent => {
  const kept = Object.entries(documentOf(log, stream)).filter(([key]) => key !== '$tb')
  const fields = [
    '"$tb":9223372036854775807',
    ...kept.map(([k, v]) => `${JSON.stringify(k)}:${JSON.stringify(v)}`),
  ]
  return change(id, `{${fields.join(',')}}`)
}

/** What lets a softly deleted stream be read again, from its next event on. */
export const revival = (log: EventLog, stream: string, id: string): ProposedEvent =>
  change(id, JSON.stringify({ ...documentOf(log, stream), $tb: log.eventsOf(stream).length }))
