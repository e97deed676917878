import type { EventData, EventReader, Positioned, StoreError } from '@kpi-ledger/core'
import { foldPages } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'

/** A contract as it was registered. */
export type RegisteredContract = EventData<'ContractRegistered'>

/** The contracts of a ledger, by their ids. */
export interface Contracts {
  readonly contracts: ReadonlyArray<RegisteredContract>
}

const byId = (a: RegisteredContract, b: RegisteredContract): number =>
  a.contract < b.contract ? -1 : 1

/** All contracts registered in a store. */
export const contractsIn = async (
  reader: EventReader,
): Promise<E.Either<StoreError, Contracts>> => {
  const found: Array<RegisteredContract> = []
  const read = await foldPages<Positioned, null>(
    reader.readAll({ filter: { types: ['ContractRegistered'] } }),
    null,
    (_, { event }) => {
      if (event.type === 'ContractRegistered') found.push(event.data)
      return E.right(null)
    },
  )()
  return E.isLeft(read) ? read : E.right(structuredClone({ contracts: found.sort(byId) }))
}
