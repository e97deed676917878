/** The result of reading a cell: a value, a blank or a fault. */
export type Reading<A> =
  /** `why` says how it was read if that is not obvious; null if it is. */
  | { readonly kind: 'read'; readonly value: A; readonly why: string | null }
  /** There is nothing to read. */
  | { readonly kind: 'blank'; readonly why: string | null }
  /** It cannot be read, or not without guessing. */
  | { readonly kind: 'fault'; readonly message: string }

/** A cell that was read as a value. */
export const read = <A>(value: A, why: string | null = null): Reading<A> => ({
  kind: 'read',
  value,
  why,
})

/** A cell with nothing to read. */
export const blank = (why: string | null = null): Reading<never> => ({ kind: 'blank', why })

/** A cell that cannot be read. */
export const unreadable = (message: string): Reading<never> => ({ kind: 'fault', message })
