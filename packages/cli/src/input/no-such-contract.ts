import { contractIds } from '@kpi-ledger/core'
import { alternatives } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import { badInput, storeFailure, type Failure } from '../failure'
import type { OpenedStore } from './store'

/** The failure of a command about a contract that is not in the store, with those that are. */
export const noSuchContract = async (
  { reader, file, url }: OpenedStore,
  contract: string,
): Promise<E.Either<Failure, never>> => {
  const contracts = await contractIds(reader)()
  return E.left(
    E.isLeft(contracts)
      ? storeFailure(file)(contracts.left)
      : badInput(`no contract "${contract}" in ${url}${alternatives(contract, contracts.right)}`),
  )
}
