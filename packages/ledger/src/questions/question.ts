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
type From<Source, Answer> = (source: Source, now: () => string) => E.Either<NoAnswer, Answer>

/**
 * How an answer is drawn: from a contract's history, or from the log of its events if it shows or
 * checks a root (M27).
 */
export type Draw<Answer> =
  | { readonly proven: false; readonly from: From<Pick<Folded, 'history'>, Answer> }
  | { readonly proven: true; readonly from: From<Folded, Answer> }

/** An answer that shows or checks a root, for which every event must be read. */
export const provenBy = <Answer>(from: From<Folded, Answer>): Draw<Answer> => ({
  proven: true,
  from,
})

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

/** Options with periods as people write them. */
interface PeriodsAsked {
  readonly period?: Periods
  readonly year?: string
}

/** The first period that is not written as it must be for its contract; null if all are (M1a). */
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

/** The codec for the options of a question. */
type CodecFor<Options> = (options: unknown) => Codec<Options>

/** Answers a question with its decoded options. */
type Answering<Source, Options, Answer> = (
  source: Source,
  options: Options,
  asAt: AsAt,
  now: () => string,
) => E.Either<NoAnswer, Answer>

/** Decodes the options of a question, and says how its answer is drawn. */
const readBy =
  <Source extends Pick<Folded, 'history'>, Options extends AsAtOptions & PeriodsAsked, Answer>(
    codecFor: CodecFor<Options>,
    answer: Answering<Source, Options, Answer>,
  ) =>
  (contract: unknown, options: unknown): E.Either<DecodeError, From<Source, Answer>> => {
    const asked = decodeAsked(codecFor(options), contract, options)
    if (E.isLeft(asked)) return asked
    return E.map((asAt: AsAt): From<Source, Answer> => (source, now) => {
      const misnamed = misnamedIn(source.history, asked.right)
      return misnamed === null ? answer(source, asked.right, asAt, now) : E.left(misnamed)
    })(readAsAt(asked.right))
  }

/** Builds a question from the codec for its options and the way it is answered. */
export const questionOf = <Options extends AsAtOptions & PeriodsAsked, Answer>(
  codecFor: CodecFor<Options>,
  answer: Answering<Pick<Folded, 'history'>, Options, Answer>,
): Question<Answer> => {
  const read = readBy(codecFor, answer)
  return {
    read: (contract, options) =>
      E.map((from: From<Pick<Folded, 'history'>, Answer>): Draw<Answer> => ({
        proven: false,
        from,
      }))(read(contract, options)),
  }
}

/** Builds a question whose answer shows or checks a root. */
export const provenQuestionOf = <Options extends AsAtOptions & PeriodsAsked, Answer>(
  codecFor: CodecFor<Options>,
  answer: Answering<Folded, Options, Answer>,
): Question<Answer> => {
  const read = readBy(codecFor, answer)
  return { read: (contract, options) => E.map(provenBy<Answer>)(read(contract, options)) }
}

/** An answer, or why there is none. */
export type Answered<Answer> = E.Either<LedgerError, Answer>
