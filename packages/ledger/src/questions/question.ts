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

/** What an answer is drawn from: the log of its events where it shows or checks a root (M27). */
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

/** How the options of a question are decoded. */
type CodecFor<Options> = (options: unknown) => Codec<Options>

/** How a question is answered. */
type Answering<Source, Options, Answer> = (
  source: Source,
  options: Options,
  asAt: AsAt,
  now: () => string,
) => E.Either<NoAnswer, Answer>

/** What a question's options come to, and how an answer is drawn by them. */
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

/** Builds a question from the codec of its contract and options, and from how it is answered. */
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

/** The same of a question whose answer shows or checks a root. */
export const provenQuestionOf = <Options extends AsAtOptions & PeriodsAsked, Answer>(
  codecFor: CodecFor<Options>,
  answer: Answering<Folded, Options, Answer>,
): Question<Answer> => {
  const read = readBy(codecFor, answer)
  return { read: (contract, options) => E.map(provenBy<Answer>)(read(contract, options)) }
}

/** An answer, or why there is none. */
export type Answered<Answer> = E.Either<LedgerError, Answer>
