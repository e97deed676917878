import { Instant, parsePeriod, type FinancialYear, type Period } from '@kpi-ledger/core'
import type { AsAt } from '@kpi-ledger/projections'
import * as E from 'fp-ts/lib/Either'
import { badInput, type Failure } from '../failure'

/** The options of a command as they were typed. */
export interface AsAtOptions {
  readonly asAt?: string
  readonly factsAsAt?: string
  readonly rulesAsAt?: string
  readonly atRevision?: string
}

/** Reads the period of `--period`. */
export const readPeriod = (text: string): E.Either<Failure, Period> =>
  E.mapLeft(({ message }: { readonly message: string }) => badInput(`--period: ${message}`))(
    parsePeriod(text),
  )

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
  return Instant.accepts(instant)
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
