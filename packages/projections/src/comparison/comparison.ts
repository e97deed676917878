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
  readonly a: string
  readonly b: string
  readonly periods: ReadonlyArray<Period>
  readonly asAt?: AsAt
}

export interface ComparisonCell {
  readonly period: string
  readonly a: Cell | null
  readonly b: Cell | null
  readonly change: Change | null
}

export interface ComparisonRow {
  readonly kpi: { readonly a: string | null; readonly b: string | null }
  readonly description: string
  readonly serviceArea: string
  readonly cells: ReadonlyArray<ComparisonCell>
}

/** The same actuals under two regimes (M22, M23; wire format, Comparison JSON). */
export interface Comparison {
  readonly contract: string
  readonly a: string
  readonly b: string
  readonly periods: ReadonlyArray<string>
  readonly rows: ReadonlyArray<ComparisonRow>
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
  const definition = (b ?? a)?.definition
  return {
    kpi: { a: a?.rules.kpi ?? null, b: b?.rules.kpi ?? null },
    description: definition?.description ?? '',
    serviceArea: definition?.serviceArea ?? '',
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
