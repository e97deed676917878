import { visible } from './visible'

/** A count with its noun: `1 event`, `2 events`. */
export const counted = (n: number, one: string, many = `${one}s`): string =>
  `${n} ${n === 1 ? one : many}`

/** An error as a value, identified by its tag. */
interface Tagged {
  readonly _tag: string
}

/** An English sentence for each error of a union; a missing one does not compile. */
export type Sentences<Err extends Tagged> = {
  readonly [Tag in Err['_tag']]: (error: Extract<Err, { readonly _tag: Tag }>) => string
}

/**
 * The sentence for an error of a union: always one line, with invisible characters in its names and
 * texts written out.
 */
export const sentenceOf = <Err extends Tagged>(sentences: Sentences<Err>, error: Err): string => {
  const sentence = sentences[error._tag as Err['_tag']] as (error: Err) => string
  return visible(sentence(error))
}
