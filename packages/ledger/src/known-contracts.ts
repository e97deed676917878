import type { StoreError } from '@kpi-ledger/core'
import type { EventReader } from '@kpi-ledger/core/store'
import { contractIds } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import type { LedgerError } from './error'

/**
 * An error about an unknown contract with the contracts to offer instead; any other error as it is.
 */
const offering = (
  error: LedgerError,
  contract: unknown,
  contracts: ReadonlyArray<string>,
): LedgerError => {
  if (error._tag === 'NoSuchContract')
    return { ...(typeof contract === 'string' ? { contract } : {}), ...error, contracts }
  return error._tag === 'Refused' && error.refusal._tag === 'UnknownContract'
    ? { ...error, refusal: { ...error.refusal, contracts } }
    : error
}

const isUnknown = (error: LedgerError): boolean =>
  error._tag === 'NoSuchContract' ||
  (error._tag === 'Refused' && error.refusal._tag === 'UnknownContract')

/**
 * Adds the existing contracts to an error about an unknown one. The store is asked for them only
 * then; if it does not answer, the error is left as it was.
 */
export const withContracts = async <A>(
  answered: E.Either<LedgerError, A>,
  contract: unknown,
  open: () => Promise<E.Either<StoreError, EventReader>>,
): Promise<E.Either<LedgerError, A>> => {
  if (E.isRight(answered) || !isUnknown(answered.left)) return answered
  const reader = await open()
  if (E.isLeft(reader)) return answered
  const contracts = await contractIds(reader.right)()
  return E.isLeft(contracts) ? answered : E.left(offering(answered.left, contract, contracts.right))
}
