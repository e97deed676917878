import {
  decoder,
  type Codec,
  type DecodeError,
  type History,
  type YearNotSplit,
} from '@kpi-ledger/core'
import { yearNotSplit } from '@kpi-ledger/core/unstable'
import type { AsAt, QueryError } from '@kpi-ledger/projections'
import * as E from 'fp-ts/Either'
import type { LedgerError, NoSuchSize } from '../error'
import type { Folded } from '../warm/warm-contract'
import { readAsAt, type AsAtOptions } from './as-at'
import type { Periods } from './periods.codec'

/** Why a valid question has no answer. */
export type NoAnswer = QueryError | NoSuchSize

/** Draws an answer from a contract's events; `now` is the ledger's clock. Synchronous. */
export type Draw<Answer> = (folded: Folded, now: () => string) => E.Either<NoAnswer, Answer>

/** A question about one contract, as asked at the front door. */
export interface Question<Answer> {
  /** Decodes the contract's id and the options, reporting all faults with their paths. */
  readonly read: (contract: unknown, options: unknown) => E.Either<DecodeError, Draw<Answer>>
}

/** The options without those that are `undefined`, which count as omitted. */
export const givenIn = (options: unknown): unknown =>
  typeof options === 'object' && options !== null && !Array.isArray(options)
    ? Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
    : (options ?? {})

/** Decodes a contract's id together with the options of a question. */
export const decodeAsked = <A>(
  codec: Codec<A>,
  contract: unknown,
  options: unknown,
): E.Either<DecodeError, A> => {
  const given = givenIn(options)
  return decoder(codec)(
    typeof given === 'object' && !Array.isArray(given) ? { ...given, contract } : given,
  )
}

/** Options that are periods as people write them. */
interface PeriodsAsked {
  readonly period?: Periods
  readonly year?: string
}

/** The first period that cannot be written as it is in its contract; null if all can (M1a). */
export const misnamedIn = (
  { contract }: History,
  { period = [], year }: PeriodsAsked,
): YearNotSplit | null => {
  if (contract === null) return null
  const [misnamed = null] = [period, year ?? []]
    .flat()
    .flatMap((text) => yearNotSplit(text, contract.yearStart) ?? [])
  return misnamed
}

/** Builds a question from the codec of its contract and options, and from how it is answered. */
export const questionOf = <Options extends AsAtOptions & PeriodsAsked, Answer>(
  codecFor: (options: unknown) => Codec<Options>,
  answer: (
    folded: Folded,
    options: Options,
    asAt: AsAt,
    now: () => string,
  ) => E.Either<NoAnswer, Answer>,
): Question<Answer> => ({
  read: (contract, options) => {
    const asked = decodeAsked(codecFor(options), contract, options)
    if (E.isLeft(asked)) return asked
    return E.map((asAt: AsAt): Draw<Answer> => (folded, now) => {
      const misnamed = misnamedIn(folded.history, asked.right)
      return misnamed === null ? answer(folded, asked.right, asAt, now) : E.left(misnamed)
    })(readAsAt(asked.right))
  },
})

/** An answer, or why there is none. */
export type Answered<Answer> = E.Either<LedgerError, Answer>
