import {
  describe,
  ledgerState,
  type AsAt,
  type History,
  type LedgerState,
  type QueryError,
} from '@kpi-ledger/projections'
import * as E from 'fp-ts/Either'
import type { Context } from '../command/command'
import { badInput, type Failure } from '../failure'
import { asAtOf } from './as-at'
import { openHashed, openHistory, type HashedContract } from './contract'
import type { QuestionGiven } from './shared-options'
import { openToRead, type OpenedStore } from './store'

/** A question's error as a failure of the command. */
export const inWords = E.mapLeft((error: QueryError) => badInput(describe(error)))

/** A contract being asked about. */
export interface Asked {
  readonly history: History
  readonly asAt: AsAt
}

/** The same with its log, and the ledger state the answer is drawn from. */
export interface AskedHashed extends Asked, HashedContract {
  readonly ledger: LedgerState
}

const opening = async (
  context: Context,
  given: QuestionGiven,
): Promise<E.Either<Failure, { readonly asAt: AsAt; readonly store: OpenedStore }>> => {
  const asAt = asAtOf(given)
  if (E.isLeft(asAt)) return asAt
  const store = await openToRead(context, given.store)
  return E.isLeft(store) ? store : E.right({ asAt: asAt.right, store: store.right })
}

/** Opens the contract a command asks about, as at the requested time, without hashing. */
export const ask = async (
  context: Context,
  given: QuestionGiven,
): Promise<E.Either<Failure, Asked>> => {
  const open = await opening(context, given)
  if (E.isLeft(open)) return open
  const { asAt, store } = open.right
  const history = await openHistory(store, given.contract, context.io.progress('reading'))
  return E.isLeft(history) ? history : E.right({ history: history.right, asAt })
}

/** The same, hashed. */
export const askHashed = async (
  context: Context,
  given: QuestionGiven,
): Promise<E.Either<Failure, AskedHashed>> => {
  const open = await opening(context, given)
  if (E.isLeft(open)) return open
  const { asAt, store } = open.right
  const hashed = await openHashed(store, given.contract, context.io.progress('reading'))
  if (E.isLeft(hashed)) return hashed
  const { history, log } = hashed.right
  return E.right({ history, log, asAt, ledger: ledgerState(history, log, asAt) })
}

/** The same for an answer that includes the root: hashed only if the root is shown. */
export const askForRoot = async (
  context: Context,
  given: QuestionGiven,
): Promise<E.Either<Failure, Asked & { readonly ledger: LedgerState | null }>> => {
  if (context.showsRoot) return askHashed(context, given)
  const asked = await ask(context, given)
  return E.isLeft(asked) ? asked : E.right({ ...asked.right, ledger: null })
}

/** A regime to rate under, if given. */
export const named = (regime: string | null) => (regime === null ? {} : { regime })
