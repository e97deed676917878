/** The result of something that may fail, as fp-ts has it. */
export type Either<A> =
  { readonly _tag: 'Left'; readonly left: unknown } | { readonly _tag: 'Right'; readonly right: A }

/** The value of a result; throws if it failed, which is a fault of the page or of the code. */
export const rightOf = <A>(either: Either<A>): A => {
  if (either._tag === 'Left') throw new Error(JSON.stringify(either.left))
  return either.right
}
