import type { Brand } from 'io-ts'
import type { Json } from './json'

/**
 * Gives text a brand without looking at it: for what was just made to be such text. What comes from
 * outside is decoded.
 */
export const branded = <Text extends string>(made: string): Text => made as Text

/** The same type with plain text in place of branded: what people write by hand. */
export type Plain<A> = A extends string & Brand<unknown>
  ? string
  : A extends string | number | boolean | null | undefined
    ? A
    : A extends { readonly [other: string]: Json | undefined }
      ? A
      : { readonly [Key in keyof A]: Plain<A[Key]> }
