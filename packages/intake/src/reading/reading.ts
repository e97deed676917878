/** What a cell was read as. */
export type Reading<A> =
  /** `why` it was read so, where that does not go without saying; null where it does. */
  | { readonly kind: 'read'; readonly value: A; readonly why: string | null }
  /** There is nothing to read. */
  | { readonly kind: 'blank'; readonly why: string | null }
  /** It cannot be read, or not without guessing. */
  | { readonly kind: 'fault'; readonly message: string }

/** A cell that was read. */
export const read = <A>(value: A, why: string | null = null): Reading<A> => ({
  kind: 'read',
  value,
  why,
})

/** A cell with nothing to read. */
export const blank = (why: string | null = null): Reading<never> => ({ kind: 'blank', why })

/** A cell that cannot be read. */
export const unreadable = (message: string): Reading<never> => ({ kind: 'fault', message })
