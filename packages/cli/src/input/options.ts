import {
  decoder,
  Instant,
  parsePeriod,
  type DecodeError,
  type FinancialYear,
  type Period,
} from '@kpi-ledger/core'
import { formatFault, Identifier } from '@kpi-ledger/core/unstable'
import type { AsAt } from '@kpi-ledger/projections'
import * as E from 'fp-ts/Either'
import { badInput, type Failure } from '../failure'

/** The options of a command as they were typed. */
export interface AsAtOptions {
  readonly asAt?: string
  readonly factsAsAt?: string
  readonly rulesAsAt?: string
  readonly atRevision?: string
}

const decodeIdentifier = decoder(Identifier)

/** What was read from an option, or what is wrong with it. */
const inOption = <A>(option: string, read: E.Either<DecodeError, A>): E.Either<Failure, A> =>
  E.mapLeft(({ faults }: DecodeError) =>
    badInput(faults.map((fault) => `${option}: ${formatFault(fault)}`).join('\n')),
  )(read)

/** Reads the period of `--period`. */
export const readPeriod = (text: string): E.Either<Failure, Period> =>
  inOption('--period', parsePeriod(text))

/** Reads the contract's id of `--contract`. */
export const readContractId = (text: string): E.Either<Failure, string> =>
  inOption('--contract', decodeIdentifier(text))

/** Reads the periods of a `--period` that may be repeated. */
export const readPeriods: (
  periods: ReadonlyArray<string>,
) => E.Either<Failure, ReadonlyArray<Period>> = E.traverseArray(readPeriod)

/** Reads the financial year of `--year`. */
export const readYear = (text: string): E.Either<Failure, FinancialYear> => {
  const period = parsePeriod(text)
  return E.isRight(period) && period.right.kind === 'financial-year'
    ? E.right(period.right)
    : E.left(
        badInput(`--year: expected a financial year such as FY2016, got ${JSON.stringify(text)}`),
      )
}

const SECONDS = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})Z$/

const readInstant = (
  option: string,
  text: string | undefined,
): E.Either<Failure, string | null> => {
  if (text === undefined) return E.right(null)
  const instant = text.replace(SECONDS, '$1.000Z')
  return Instant.is(instant)
    ? E.right(instant)
    : E.left(
        badInput(
          `${option}: expected a UTC instant such as 2016-06-10T09:00:00Z, got ${JSON.stringify(text)}`,
        ),
      )
}

const readRevision = (text: string | undefined): E.Either<Failure, number | null> => {
  if (text === undefined) return E.right(null)
  return /^\d{1,15}$/.test(text)
    ? E.right(Number(text))
    : E.left(badInput(`--at-revision: expected a revision such as 41, got ${JSON.stringify(text)}`))
}

/** Reads the point in the ledger's time that an answer is wanted for (M21). */
export const readAsAt = (options: AsAtOptions): E.Either<Failure, AsAt> => {
  const { asAt } = options
  if (asAt !== undefined && (options.factsAsAt ?? options.rulesAsAt) !== undefined)
    return E.left(badInput('--as-at sets both --facts-as-at and --rules-as-at; give it alone'))
  const facts = readInstant(
    asAt === undefined ? '--facts-as-at' : '--as-at',
    asAt ?? options.factsAsAt,
  )
  if (E.isLeft(facts)) return facts
  const rules = readInstant('--rules-as-at', asAt ?? options.rulesAsAt)
  if (E.isLeft(rules)) return rules
  const revision = readRevision(options.atRevision)
  if (E.isLeft(revision)) return revision
  return E.right({ facts: facts.right, rules: rules.right, revision: revision.right })
}
