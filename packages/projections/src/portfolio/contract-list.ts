import type { EventData, StoreError } from '@kpi-ledger/core'
import type { EventReader, Positioned } from '@kpi-ledger/core/store'
import { foldPages } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import * as TE from 'fp-ts/TaskEither'
import { eventKnown, now, type AsAt } from '../history/as-at'

/** A regime of a listed contract. */
export type ListedRegime = Pick<EventData<'RegimeAdopted'>, 'regime' | 'title' | 'effectiveFrom'>

/** A contract of a store, with its regimes in the order in which they take effect. */
export interface ListedContract extends EventData<'ContractRegistered'> {
  /** Its regimes, in the order in which they take effect (M4). */
  readonly regimes: ReadonlyArray<ListedRegime>
}

/** The contracts registered in a store (wire format, Contracts JSON). */
export interface ContractList {
  /** The point in time as of which it is answered (M21). */
  readonly asAt: AsAt
  /** By contract id. */
  readonly contracts: ReadonlyArray<ListedContract>
}

interface Listing {
  readonly registered: EventData<'ContractRegistered'>
  readonly regimes: Array<ListedRegime>
}

const listed = ({ registered, regimes }: Listing): ListedContract => ({
  ...registered,
  regimes: regimes.sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1)),
})

/**
 * The contracts registered in a store, with their regimes, as known at a point in time: one pass
 * over the registrations and adoptions only (M4, M21).
 */
export const contractList = (
  store: Pick<EventReader, 'readAll'>,
  { facts, rules }: Omit<AsAt, 'revision'> = now,
): TE.TaskEither<StoreError, ContractList> => {
  const asAt = { facts, rules, revision: null }
  const known = eventKnown(asAt)
  const types = ['ContractRegistered', 'RegimeAdopted']
  return TE.map((found: ReadonlyMap<string, Listing>) => ({
    asAt,
    contracts: [...found.values()].map(listed).sort((a, b) => (a.contract < b.contract ? -1 : 1)),
  }))(
    foldPages<Positioned, Map<string, Listing>>(
      store.readAll({ filter: { types } }),
      new Map(),
      (found, { event }) => {
        if (!known(event)) return E.right(found)
        if (event.type === 'ContractRegistered')
          found.set(event.stream, { registered: event.data, regimes: [] })
        else if (event.type === 'RegimeAdopted') {
          const { regime, title, effectiveFrom } = event.data
          found.get(event.stream)?.regimes.push({ regime, title, effectiveFrom })
        }
        return E.right(found)
      },
    ),
  )
}
