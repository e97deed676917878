import * as E from 'fp-ts/Either'
import { formatPeriod, type History, type Period } from '@kpi-ledger/core'
import { formatMonth, lastMonth, type Adoption } from '@kpi-ledger/core/unstable'
import { now, type AsAt } from '../history/as-at'
import type { QueryError } from '../history/query-error'
import { eachOnce } from '../history/periods'
import { ask, regimeNamed, type Question } from '../history/question'
import { cellsIn, type Cell, type CellIn } from '../scorecard/cell'
import { changeOf, type Change } from './change'
import { evidenceFrom } from './evidence'
import { membersOf, pair, type Member, type Pair } from './pairing'

/** A question for a comparison; `a` and `b` are regimes. */
export interface ComparisonQuery {
  /** The regime to compare with the other. */
  readonly a: string
  /** The other regime. */
  readonly b: string
  /** The periods, each a column; one given twice counts once. */
  readonly periods: ReadonlyArray<Period>
  /** By default, as known now. */
  readonly asAt?: AsAt
}

/** A period of a row, rated under both regimes. */
export interface ComparisonCell {
  /** The period as the ledger writes it (M1): `2016-06`, `FY2016-Q1`. */
  readonly period: string
  /** The cell under A; null if the KPI is not on its scorecard. */
  readonly a: Cell | null
  /** The cell under B; null if the KPI is not on its scorecard. */
  readonly b: Cell | null
  /** What changed from A to B (M22); null if there is no cell on either side. */
  readonly change: Change | null
}

/** A row of a comparison: a KPI of A, a KPI of B, or one that took over from the other (M23). */
export interface ComparisonRow {
  /** The references of the KPIs; null on a side that has none. */
  readonly kpi: { readonly a: string | null; readonly b: string | null }
  /** What the KPI measures, under B if B has the KPI. */
  readonly description: string
  /** The service area of the KPI, under B if B has the KPI. */
  readonly serviceArea: string
  /** One cell per period. */
  readonly cells: ReadonlyArray<ComparisonCell>
}

/** The same actuals under two regimes (M22, M23; wire format, Comparison JSON). */
export interface Comparison {
  /** The id of the contract. */
  readonly contract: string
  /** The id of regime A. */
  readonly a: string
  /** The id of regime B. */
  readonly b: string
  /** The periods, as the ledger writes them (M1). */
  readonly periods: ReadonlyArray<string>
  /** The KPIs of A in scorecard order, then those of B that are left. */
  readonly rows: ReadonlyArray<ComparisonRow>
  /** How many cells have each kind of change. */
  readonly summary: Readonly<Record<Change, number>>
}

/** A period under both regimes. */
interface Columns {
  readonly period: string
  readonly a: CellIn
  readonly b: CellIn
}

const cellFor = (
  question: Question,
  self: Member | null,
  other: Member | null,
  cellIn: CellIn,
): Cell | null => self && (cellIn(self.rules, evidenceFrom(question, self, other))?.cell ?? null)

const rowOf = (
  question: Question,
  columns: ReadonlyArray<Columns>,
  { a, b }: Pair,
): ComparisonRow => {
  const { definition } = a === null ? b : (b ?? a)
  return {
    kpi: { a: a?.rules.kpi ?? null, b: b?.rules.kpi ?? null },
    description: definition.description,
    serviceArea: definition.serviceArea,
    cells: columns.map((column) => {
      const cellA = cellFor(question, a, b, column.a)
      const cellB = cellFor(question, b, a, column.b)
      return { period: column.period, a: cellA, b: cellB, change: changeOf(cellA, cellB) }
    }),
  }
}

const countChanges = (rows: ReadonlyArray<ComparisonRow>): Comparison['summary'] => {
  const counts: Record<Change, number> = {
    better: 0,
    worse: 0,
    same: 0,
    'not-comparable': 0,
    'only-a': 0,
    'only-b': 0,
  }
  for (const { cells } of rows)
    for (const { change } of cells) if (change !== null) counts[change]++
  return counts
}

/**
 * Rates the same actuals under two regimes, both by name, and says for each KPI and period whether
 * the grade is better or worse under B (M22, M23). Fails if there is no such contract, regime or
 * revision, or if no period is given.
 */
export const comparison = (
  history: History,
  { a, b, periods: asked, asAt = now }: ComparisonQuery,
): E.Either<QueryError, Comparison> => {
  const periods = eachOnce(asked)
  const question = ask(history, asAt)
  if (E.isLeft(question)) return question
  const regimeA = regimeNamed(question.right, a)
  if (E.isLeft(regimeA)) return regimeA
  const regimeB = regimeNamed(question.right, b)
  if (E.isLeft(regimeB)) return regimeB
  const last = periods.at(-1)
  if (last === undefined) return E.left({ _tag: 'NoPeriod' })

  const regimes = { a: regimeA.right, b: regimeB.right }
  const month = formatMonth(lastMonth(last, question.right.contract.yearStart))
  const pairs = pair(
    membersOf(question.right, regimes.a, month),
    membersOf(question.right, regimes.b, month),
  )
  const under = (regime: Adoption, period: Period): CellIn =>
    cellsIn(question.right, { period, regime, named: true })
  const columns = periods.map((period) => ({
    period: formatPeriod(period),
    a: under(regimes.a, period),
    b: under(regimes.b, period),
  }))
  const rows = pairs.map((each) => rowOf(question.right, columns, each))
  const contract = question.right.contract.contract
  return E.right({
    contract,
    a,
    b,
    periods: periods.map(formatPeriod),
    rows,
    summary: countChanges(rows),
  })
}
