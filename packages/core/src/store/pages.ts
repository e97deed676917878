import * as E from 'fp-ts/Either'
import type * as TE from 'fp-ts/TaskEither'
import type { Pages } from './event-store'
import type { StoreError } from './store-error'

/**
 * Folds pages item by item without holding them all; ends at the first error. `step` may refuse an
 * item, which ends the fold as well and closes the pages.
 */
export const foldPages =
  <A, B, Err = never>(pages: Pages<A>, start: B, step: (state: B, item: A) => E.Either<Err, B>) =>
  async (): Promise<E.Either<StoreError | Err, B>> => {
    let state = start
    for await (const page of pages) {
      if (E.isLeft(page)) return page
      for (const item of page.right) {
        const next = step(state, item)
        if (E.isLeft(next)) return next
        state = next.right
      }
    }
    return E.right(state)
  }

/** All items of all pages, in order. */
export const collect = <A>(pages: Pages<A>): TE.TaskEither<StoreError, ReadonlyArray<A>> =>
  foldPages<A, Array<A>>(pages, [], (all, item) => {
    all.push(item)
    return E.right(all)
  })
