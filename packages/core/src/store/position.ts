/**
 * Where an event stands: in its stream, or in a whole store. What a store-wide position looks
 * like is the store's affair; it is kept as text and compared by no one else.
 */
export type Position =
  | { readonly kind: 'stream'; readonly stream: string; readonly revision: number }
  | { readonly kind: 'store'; readonly at: string }
