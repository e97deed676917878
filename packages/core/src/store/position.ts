import * as E from 'fp-ts/Either'

/**
 * Where an event stands: in its stream, or in a whole store. What a store-wide position looks
 * like is the store's affair; it is kept as text and compared by no one else.
 */
export type Position =
  | { readonly kind: 'stream'; readonly stream: string; readonly revision: number }
  | { readonly kind: 'store'; readonly at: string }

/** A position as text, for a checkpoint: `store:41` or `stream:12:kpiContract-pssp`. */
export const formatPosition = (position: Position): string =>
  position.kind === 'store'
    ? `store:${position.at}`
    : `stream:${position.revision}:${position.stream}`

/** Reads a position from its text; the error says what is wrong with it. */
export const parsePosition = (text: string): E.Either<string, Position> => {
  const [, at] = /^store:(.*)$/s.exec(text) ?? []
  if (at !== undefined) return E.right({ kind: 'store', at })
  const [, revision, stream] = /^stream:(0|[1-9]\d{0,14}):(.*)$/s.exec(text) ?? []
  return stream === undefined
    ? E.left(`expected a position, got ${JSON.stringify(text.slice(0, 100))}`)
    : E.right({ kind: 'stream', stream, revision: Number(revision) })
}
