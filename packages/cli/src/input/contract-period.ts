import { describe, type History, type Period, type YearNotSplit } from '@kpi-ledger/core'
import { invariant, periodMeant, type WrittenPeriod } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import { badInput, type Failure } from '../failure'

/** The month in which the year of a loaded contract starts (M1). */
export const yearStartOf = ({ contract }: History): number => {
  invariant(contract !== null, 'periods were read before their contract was opened')
  return contract.yearStart
}

/** The failure of an option whose period is not a period of the contract (M1a). */
export const wrongPeriod =
  (option: string) =>
  (error: YearNotSplit): Failure =>
    badInput(`${option}: ${describe(error)}`)

/** The period that an option means for the contract asked about (M1a). */
export const contractPeriod = <Of extends Period>(
  option: string,
  written: WrittenPeriod<Of>,
  history: History,
): E.Either<Failure, Of> =>
  E.mapLeft(wrongPeriod(option))(periodMeant(written, yearStartOf(history)))

/**
 * The periods that a repeatable option means; fails with the first that is not a period of the
 * contract.
 */
export const contractPeriods = (
  option: string,
  written: ReadonlyArray<WrittenPeriod>,
  history: History,
): E.Either<Failure, ReadonlyArray<Period>> =>
  E.traverseArray((each: WrittenPeriod) => contractPeriod(option, each, history))(written)
