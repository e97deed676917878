import * as E from 'fp-ts/Either'
import type * as TE from 'fp-ts/TaskEither'
import { streamOf } from '../events/envelope'
import { emptyHistory, type History } from '../history/history'
import type { EventReader } from '../store/event-store'
import { foldPages } from '../store/pages'
import type { StoreError } from '../store/store-error'
import { addToHistory } from './fold'

/** Reads a contract's stream into its history, which is empty if there is no such contract. */
export const readHistory = (
  store: Pick<EventReader, 'read'>,
  contract: string,
): TE.TaskEither<StoreError, History> =>
  foldPages(store.read(streamOf(contract)), emptyHistory(), (history, event) => {
    addToHistory(history, event)
    return E.right(history)
  })
