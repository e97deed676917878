import * as E from 'fp-ts/Either'
import { formatPeriod, type History, type Period } from '@kpi-ledger/core'
import {
  findRegime,
  formatMonth,
  historySize,
  kpiDefined,
  kpisDefined,
  lastMonth,
  regimeInEffect,
  type Adoption,
  type Contract,
  unwithdrawn,
  type Known,
  type KPIRules,
} from '@kpi-ledger/core/unstable'
import { factsKnown, rulesKnown, type AsAt } from './as-at'
import { contractAmended } from './contract-amended'
import type { QueryError } from './query-error'

/** A history, and the point in time it is asked about. */
export interface Question {
  /** The history. */
  readonly history: History
  /** As amended by then (M30). */
  readonly contract: Contract
  /** Whether an entry about facts was known by then. */
  readonly facts: Known
  /** Whether an entry about rules was known by then. */
  readonly rules: Known
  /** The point in time that `facts` and `rules` are limited to. */
  readonly asAt: AsAt
}

/** Opens a history for questions as at a point in the ledger's time (M21). */
export const ask = (history: History, asAt: AsAt): E.Either<QueryError, Question> => {
  const { contract } = history
  if (contract === null) return E.left({ _tag: 'NoSuchContract' })
  const { revision } = asAt
  const size = historySize(history)
  if (revision !== null && revision >= size)
    return E.left({ _tag: 'NoSuchRevision', revision, size })
  const rules = unwithdrawn(history, rulesKnown(asAt))
  return E.right({
    history,
    contract: contractAmended(history, contract, rules),
    facts: unwithdrawn(history, factsKnown(asAt)),
    rules,
    asAt,
  })
}

/** The regime by that name. */
export const regimeNamed = (
  { history, rules, asAt }: Question,
  regime: string,
): E.Either<QueryError, Adoption> => {
  const adoption = findRegime(history.rules, regime, rules)
  if (adoption !== undefined) return E.right(adoption)
  const regimes = history.rules.adoptions.filter(rules).map((each) => each.regime)
  return E.left({ _tag: 'RegimeNotKnown', regime, regimes, asAt })
}

/** The rules of the KPI by that reference. */
export const kpiNamed = (
  { history, rules: known, asAt }: Question,
  kpi: string,
): E.Either<QueryError, KPIRules> => {
  const rules = kpiDefined(history, kpi, known)
  if (rules !== undefined) return E.right(rules)
  const kpis = kpisDefined(history, known).map((each) => each.kpi)
  return E.left({ _tag: 'KPINotKnown', kpi, kpis, asAt })
}

/** The regime in effect in a period, that is in its last month (M4). */
export const regimeOf = (
  { history, contract, rules }: Question,
  period: Period,
): E.Either<QueryError, Adoption> => {
  const month = formatMonth(lastMonth(period, contract.yearStart))
  const adoption = regimeInEffect(history.rules, month, rules)
  return adoption === undefined
    ? E.left({ _tag: 'NoRegimeToRateBy', period: formatPeriod(period) })
    : E.right(adoption)
}
