import * as E from 'fp-ts/Either'

/**
 * The position of an event, in its stream or in a whole store. Positions in a store are opaque:
 * they are kept as text, and only the store compares them.
 */
export type Position =
  | { readonly kind: 'stream'; readonly stream: string; readonly revision: number }
  | { readonly kind: 'store'; readonly at: string }

/** A position as text, for a checkpoint: `store:41` or `stream:12:kpiContract-pssp`. */
export const formatPosition = (position: Position): string =>
  position.kind === 'store'
    ? `store:${position.at}`
    : `stream:${position.revision}:${position.stream}`

/** Parses a position, or says why it is not one. */
export const parsePosition = (text: string): E.Either<string, Position> => {
  const [, at] = /^store:(.*)$/s.exec(text) ?? []
  if (at !== undefined) return E.right({ kind: 'store', at })
  const [, revision, stream] = /^stream:(0|[1-9]\d{0,14}):(.*)$/s.exec(text) ?? []
  return stream === undefined
    ? E.left(`expected a position, got ${JSON.stringify(text.slice(0, 100))}`)
    : E.right({ kind: 'stream', stream, revision: Number(revision) })
}
