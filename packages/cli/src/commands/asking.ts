import { describe, type AsAt, type QueryError } from '@kpi-ledger/projections'
import * as E from 'fp-ts/Either'
import { badInput, type Failure } from '../failure'
import { openContract, type OpenContract } from '../input/contract'
import { readAsAt, type AsAtOptions } from '../input/options'
import { reading } from '../input/store'
import type { Io } from '../io'
import type { Answer } from './answer'

/** What an action gives: the answer to print, or why there is none. */
export type Answered = Promise<E.Either<Failure, Answer>>

/** Where a contract is asked about. */
export interface StoreOptions {
  readonly store?: string
  readonly contract: string
}

/** A question's error as a failure of the command. */
export const inWords = E.mapLeft((error: QueryError) => badInput(describe(error)))

/** A contract that is asked about. */
export interface Asked extends OpenContract {
  readonly asAt: AsAt
}

/** Opens the contract a command asks about, as at the time it asks for. */
export const open = async (
  io: Io,
  options: StoreOptions & AsAtOptions,
): Promise<E.Either<Failure, Asked>> => {
  const asAt = readAsAt(options)
  if (E.isLeft(asAt)) return asAt
  const contract = await reading(options.store, (store) =>
    openContract(store, options.contract, io.progress('reading')),
  )
  return E.isLeft(contract) ? contract : E.right({ ...contract.right, asAt: asAt.right })
}

/** A regime to rate under, where one was given. */
export const named = (regime: string | undefined) => (regime === undefined ? {} : { regime })
