/** How many there are of something: `1 event`, `2 events`. */
export const counted = (n: number, one: string, many = `${one}s`): string =>
  `${n} ${n === 1 ? one : many}`

/** An error as a value: its tag says which. */
interface Tagged {
  readonly _tag: string
}

/** One English sentence for each error of a union; one that has none does not compile. */
export type Sentences<Err extends Tagged> = {
  readonly [Tag in Err['_tag']]: (error: Extract<Err, { readonly _tag: Tag }>) => string
}

/** The sentence for an error of a union. */
export const sentenceOf = <Err extends Tagged>(sentences: Sentences<Err>, error: Err): string => {
  const sentence = sentences[error._tag as Err['_tag']] as (error: Err) => string
  return sentence(error)
}
