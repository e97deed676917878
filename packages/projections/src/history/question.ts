import * as E from 'fp-ts/lib/Either'
import {
  findRegime,
  formatMonth,
  formatPeriod,
  lastMonth,
  regimeInEffect,
  type Adoption,
  type EventData,
  type Known,
  type Period,
} from '@kpi-ledger/core'
import { factsKnown, rulesKnown, type AsAt } from './as-at'
import { historySize, type History } from './history'
import type { QueryError } from './query-error'

/** A history with the point in time it is asked from. */
export interface Question {
  readonly history: History
  readonly contract: EventData<'ContractRegistered'>
  readonly facts: Known
  readonly rules: Known
}

/** Opens a history for questions as at a point in the ledger's time (M21). */
export const ask = (history: History, asAt: AsAt): E.Either<QueryError, Question> => {
  const { contract } = history
  if (contract === null) return E.left({ _tag: 'UnknownContract' })
  const { revision } = asAt
  const size = historySize(history)
  if (revision !== null && revision >= size)
    return E.left({ _tag: 'NoSuchRevision', revision, size })
  return E.right({ history, contract, facts: factsKnown(asAt), rules: rulesKnown(asAt) })
}

/** The regime by that name. */
export const regimeNamed = (
  { history, rules }: Question,
  regime: string,
): E.Either<QueryError, Adoption> => {
  const adoption = findRegime(history.rules, regime, rules)
  return adoption === undefined ? E.left({ _tag: 'UnknownRegime', regime }) : E.right(adoption)
}

/** The regime in effect in a period, that is in its last month (M4). */
export const regimeOf = (
  { history, contract, rules }: Question,
  period: Period,
): E.Either<QueryError, Adoption> => {
  const month = formatMonth(lastMonth(period, contract.yearStart))
  const adoption = regimeInEffect(history.rules, month, rules)
  return adoption === undefined
    ? E.left({ _tag: 'NoRegimeInEffect', period: formatPeriod(period) })
    : E.right(adoption)
}
