/** Items that are there, or that come one after the other, such as events being read. */
export type Sequence<A> = Iterable<A> | AsyncIterable<A>

/** Each item of a sequence changed, as it comes; synchronous sequences stay so. */
export const mapSequence = <A, B>(items: Sequence<A>, change: (item: A) => B): Sequence<B> =>
  Symbol.iterator in items
    ? {
        *[Symbol.iterator]() {
          for (const item of items) yield change(item)
        },
      }
    : {
        async *[Symbol.asyncIterator]() {
          for await (const item of items) yield change(item)
        },
      }
