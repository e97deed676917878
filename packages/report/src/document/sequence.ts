/** Items that are all available, or that arrive one by one, such as events being read. */
export type Sequence<A> = Iterable<A> | AsyncIterable<A>

/** Maps the items of a sequence as they arrive; synchronous sequences stay synchronous. */
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
