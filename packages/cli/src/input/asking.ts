import {
  describe,
  ledgerState,
  type AsAt,
  type History,
  type LedgerState,
  type QueryError,
} from '@kpi-ledger/projections'
import { proven, type Document } from '@kpi-ledger/report'
import * as E from 'fp-ts/Either'
import { printed, type Context, type Printed } from '../command/command'
import { badInput, type Failure } from '../failure'
import { asAtOf } from './as-at'
import { openHashed, openHistory, type HashedContract } from './contract'
import type { QuestionGiven } from './shared-options'
import { openToRead, type OpenedStore } from './store'

/** A question's error as a failure of the command. */
export const inWords = E.mapLeft((error: QueryError) => badInput(describe(error)))

/** A contract being asked about. */
export interface Asked {
  /** The contract's id. */
  readonly contract: string
  /** Its whole history. */
  readonly history: History
  /** The point in time that is asked about. */
  readonly asAt: AsAt
  /** What the answer is drawn from; null if it was not hashed. */
  readonly ledger: LedgerState | null
}

/** The same with its log, and the ledger state the answer is drawn from. */
export interface AskedHashed extends Asked, HashedContract {
  /** What the answer is drawn from. */
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

const askUnhashed = async (
  context: Context,
  given: QuestionGiven,
): Promise<E.Either<Failure, Asked>> => {
  const open = await opening(context, given)
  if (E.isLeft(open)) return open
  const { asAt, store } = open.right
  const { contract } = given
  const history = await openHistory(store, contract, context.io.progress('reading'))
  return E.isLeft(history)
    ? history
    : E.right({ contract, history: history.right, asAt, ledger: null })
}

/** Opens the contract a command asks about, as at the requested time, hashed. */
export const askHashed = async (
  context: Context,
  given: QuestionGiven,
): Promise<E.Either<Failure, AskedHashed>> => {
  const open = await opening(context, given)
  if (E.isLeft(open)) return open
  const { asAt, store } = open.right
  const { contract } = given
  const hashed = await openHashed(store, contract, context.io.progress('reading'))
  if (E.isLeft(hashed)) return hashed
  const { history, log } = hashed.right
  return E.right({ contract, history, log, asAt, ledger: ledgerState(history, log, asAt) })
}

/** The same, hashed only for a format that ends every answer with its proof. */
export const ask = (context: Context, given: QuestionGiven): Promise<E.Either<Failure, Asked>> =>
  context.showsProof ? askHashed(context, given) : askUnhashed(context, given)

/**
 * Prints an answer. In a format that is kept and passed on, it includes what it was drawn from and
 * the command that gives it again (M27).
 */
export const answered = (
  { showsProof, question }: Pick<Context, 'showsProof' | 'question'>,
  { contract, asAt, ledger }: Omit<Asked, 'history'>,
  document: Document,
  denied: string | null = null,
): E.Either<never, Printed> =>
  printed(showsProof ? proven(document, { contract, asAt, ledger, question }) : document, denied)

/** A regime to rate under, if given. */
export const named = (regime: string | null) => (regime === null ? {} : { regime })
