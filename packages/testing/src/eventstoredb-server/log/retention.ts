/** What a stream's metadata says of the events to show. */
export interface Retention {
  /** Earlier revisions are hidden; Infinity for a stream that is deleted and may come back. */
  readonly truncateBefore: number
  /** How many of the last events are shown. */
  readonly maxCount: number
  /** How old an event may be to be shown, in milliseconds. */
  readonly maxAge: number
}

export const noRetention: Retention = { truncateBefore: 0, maxCount: Infinity, maxAge: Infinity }

/** The metadata of a stream that is deleted and may come back. */
export const DELETED = '{"$tb":9223372036854775807}'

type Document = Readonly<Record<string, unknown>>

const isDocument = (value: unknown): value is Document =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const documentIn = (data: Uint8Array): Document => {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(data).toString('utf8'))
    return isDocument(parsed) ? parsed : {}
  } catch {
    return {}
  }
}

const numberAt = (document: Document, key: string, otherwise: number): number => {
  const value = document[key]
  return typeof value === 'number' ? value : otherwise
}

/** What a metadata document says; one that is no JSON object says nothing. */
export const retentionOf = (data: Uint8Array): Retention => {
  const document = documentIn(data)
  const truncateBefore = numberAt(document, '$tb', 0)
  return {
    // 2^63 - 1 is not a number JSON.parse can keep.
    truncateBefore: truncateBefore > Number.MAX_SAFE_INTEGER ? Infinity : truncateBefore,
    maxCount: numberAt(document, '$maxCount', Infinity),
    maxAge: numberAt(document, '$maxAge', Infinity) * 1000,
  }
}

/** A metadata document that hides what came before a revision and is otherwise the same. */
export const truncatedBefore = (data: Uint8Array, revision: number): string =>
  JSON.stringify({ ...documentIn(data), $tb: revision })
