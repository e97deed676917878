import type { StoreError } from '@kpi-ledger/core'
import type { EventReader } from '@kpi-ledger/core/store'
import { contractIds } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import type { LedgerError } from './error'

/**
 * How an error about an unknown contract offers the contracts there are instead; null if it is about
 * something else.
 */
const offerIn = (
  error: LedgerError,
  contract: unknown,
): ((contracts: ReadonlyArray<string>) => LedgerError) | null => {
  if (error._tag === 'NoSuchContract') {
    const named = typeof contract === 'string' ? { contract } : {}
    return (contracts) => ({ ...named, ...error, contracts })
  }
  if (error._tag !== 'Refused') return null
  const { refusal } = error
  return refusal._tag === 'UnknownContract'
    ? (contracts) => ({ ...error, refusal: { ...refusal, contracts } })
    : null
}

/**
 * Adds the existing contracts to an error about an unknown one. The store is asked for them only
 * then; if it does not answer, the error is left as it was.
 */
export const withContracts = async <A>(
  answered: E.Either<LedgerError, A>,
  contract: unknown,
  open: () => Promise<E.Either<StoreError, EventReader>>,
): Promise<E.Either<LedgerError, A>> => {
  if (E.isRight(answered)) return answered
  const offer = offerIn(answered.left, contract)
  if (offer === null) return answered
  const reader = await open()
  if (E.isLeft(reader)) return answered
  const contracts = await contractIds(reader.right)()
  return E.isLeft(contracts) ? answered : E.left(offer(contracts.right))
}
