import { describe, type History, type Period, type YearNotSplit } from '@kpi-ledger/core'
import { invariant, periodMeant, type WrittenPeriod } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import { badInput, type Failure } from '../failure'

/** The month in which the year of an opened contract starts (M1). */
export const yearStartOf = ({ contract }: History): number => {
  invariant(contract !== null, 'periods were read before their contract was opened')
  return contract.yearStart
}

/** The failure of an option whose period is not one of a contract (M1a). */
export const misnamed =
  (option: string) =>
  (error: YearNotSplit): Failure =>
    badInput(`${option}: ${describe(error)}`)

/** The period of an option, for the contract that is asked about (M1a). */
export const meant = <Of extends Period>(
  option: string,
  written: WrittenPeriod<Of>,
  history: History,
): E.Either<Failure, Of> => E.mapLeft(misnamed(option))(periodMeant(written, yearStartOf(history)))

/** The periods of an option that may be repeated, or the first that is not one of the contract. */
export const allMeant = (
  option: string,
  written: ReadonlyArray<WrittenPeriod>,
  history: History,
): E.Either<Failure, ReadonlyArray<Period>> =>
  E.traverseArray((each: WrittenPeriod) => meant(option, each, history))(written)
