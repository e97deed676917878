import * as E from 'fp-ts/Either'
import * as TE from 'fp-ts/TaskEither'
import type { EventReader, Positioned } from '../store/event-store'
import { foldPages } from '../store/pages'
import type { StoreError } from '../store/store-error'

/** The ids of all contracts registered in a store, sorted. */
export const contractIds = (
  store: Pick<EventReader, 'readAll'>,
): TE.TaskEither<StoreError, ReadonlyArray<string>> =>
  TE.map((ids: Array<string>) => ids.sort())(
    foldPages<Positioned, Array<string>>(
      store.readAll({ filter: { types: ['ContractRegistered'] } }),
      [],
      (ids, { event }) => {
        if (event.type === 'ContractRegistered') ids.push(event.data.contract)
        return E.right(ids)
      },
    ),
  )
