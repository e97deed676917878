import type { ExecutionError } from '@kpi-ledger/core'
import type { EventReader } from '@kpi-ledger/core/store'
import { alternatives, contractIds, type RefusedCommand } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import { badInput, type Failure } from '../failure'
import type { OpenedStore } from './store'
import { storeFailure } from '../store-failure'

/** The failure of a command about a contract that is not in the store, listing those that are. */
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

/**
 * Why commands were not recorded. The error for an unknown contract gets the contracts of the
 * store, so that its sentence can suggest them; if they cannot be read, it is unchanged.
 */
export const offeringContracts = async (
  store: EventReader,
  error: ExecutionError,
): Promise<ExecutionError> => {
  if (error._tag !== 'Refused') return error
  const { refusal, further } = error
  if (![{ refusal }, ...further].some((each) => each.refusal._tag === 'UnknownContract'))
    return error
  const contracts = await contractIds(store)()
  if (E.isLeft(contracts)) return error
  const offering = <A extends RefusedCommand>(refused: A): A =>
    refused.refusal._tag === 'UnknownContract'
      ? { ...refused, refusal: { ...refused.refusal, contracts: contracts.right } }
      : refused
  return { ...offering(error), further: further.map(offering) }
}
