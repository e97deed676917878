import { decoder, Instant, type DecodeError, type FinancialYear } from '@kpi-ledger/core'
import {
  formatFault,
  Identifier,
  parseWrittenPeriod,
  parseWrittenYear,
  Text,
  type WrittenPeriod,
} from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import { badInput, type Failure } from '../failure'

const decodeIdentifier = decoder(Identifier)

/** The value of an option, or what is wrong with it. */
const inOption = <A>(option: string, read: E.Either<DecodeError, A>): E.Either<Failure, A> =>
  E.mapLeft(({ faults }: DecodeError) =>
    badInput(faults.map((fault) => `${option}: ${formatFault(fault)}`).join('\n')),
  )(read)

/** Decodes `--period`, as people write it (M1a). */
export const readPeriod = (text: string): E.Either<Failure, WrittenPeriod> =>
  inOption('--period', parseWrittenPeriod(text))

/** Decodes `--contract`. */
export const readContractId = (text: string): E.Either<Failure, string> =>
  inOption('--contract', decodeIdentifier(text))

/** Decodes `--year`, as people write it (M1a). */
export const readYear = (text: string): E.Either<Failure, WrittenPeriod<FinancialYear>> =>
  inOption('--year', parseWrittenYear(text))

const SECONDS = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})Z$/

/** Decodes an instant, with or without milliseconds. */
export const readInstant =
  (option: string) =>
  (text: string): E.Either<Failure, string> => {
    const instant = text.replace(SECONDS, '$1.000Z')
    return Instant.is(instant)
      ? E.right(instant)
      : E.left(
          badInput(
            `${option}: expected a UTC instant such as 2016-06-10T09:00:00Z, got ${JSON.stringify(text)}`,
          ),
        )
  }

const DIGITS = /^\d{1,15}$/

/** Decodes `--at-revision`. */
export const readRevision = (text: string): E.Either<Failure, number> =>
  DIGITS.test(text)
    ? E.right(Number(text))
    : E.left(badInput(`--at-revision: expected a revision such as 41, got ${JSON.stringify(text)}`))

/** Decodes a whole number, 0 or more. */
export const readWholeNumber =
  (option: string) =>
  (text: string): E.Either<Failure, number> =>
    DIGITS.test(text)
      ? E.right(Number(text))
      : E.left(
          badInput(`${option}: expected a whole number such as 41, got ${JSON.stringify(text)}`),
        )

const decodeText = decoder(Text)

/** Decodes text that will be recorded. */
export const readText =
  (option: string) =>
  (text: string): E.Either<Failure, string> =>
    inOption(option, decodeText(text))
