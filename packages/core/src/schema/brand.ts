import type { Brand } from 'io-ts'
import type { Json } from './json'

/**
 * Brands text without checking it: for text that was just constructed. Text from outside is decoded
 * instead.
 */
export const branded = <Text extends string>(made: string): Text => made as Text

/** The same type with plain instead of branded text: what people write by hand. */
export type Plain<A> = A extends string & Brand<unknown>
  ? string
  : A extends string | number | boolean | null | undefined
    ? A
    : A extends { readonly [other: string]: Json | undefined }
      ? A
      : { readonly [Key in keyof A]: Plain<A[Key]> }
