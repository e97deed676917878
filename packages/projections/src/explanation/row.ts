import * as E from 'fp-ts/Either'
import { formatMonth, lastMonth, type KPIRules } from '@kpi-ledger/core/unstable'
import { evidenceFrom } from '../comparison/evidence'
import { membersOf, pair, succeeds, type Member } from '../comparison/pairing'
import type { QueryError } from '../history/query-error'
import { regimeNamed, type Question } from '../history/question'
import type { EvidenceIn } from '../scorecard/cell'
import type { Column } from '../scorecard/column'
import type { Relation } from './sentence'

/** The comparison that draws a cell, and the KPI of the other regime in the same row (M23). */
export interface ComparedWith {
  /** The other regime. */
  readonly regime: string
  /** Null if no KPI of that regime shares the row. */
  readonly kpi: string | null
}

/** A cell's place in a comparison. */
export interface ComparedRow {
  /** The other side of the comparison. */
  readonly comparedWith: ComparedWith
  /** The other KPI's figures, where they may be used instead. */
  readonly evidenceIn: EvidenceIn
  /** What the other KPI is to this one; null if neither took over from the other. */
  readonly relation: Relation | null
}

const relationOf = (self: Member, other: Member): Relation =>
  succeeds(self, other) ? 'predecessor' : 'successor'

/**
 * The row of a KPI in the comparison of the column's regime with another: the one it shares with
 * the KPI `beside` it, or its first. Fails if there is no such regime, or no such row.
 */
export const rowComparedWith = (
  question: Question,
  { kpi }: KPIRules,
  { regime, period }: Column,
  comparedWith: string,
  beside: string | undefined,
): E.Either<QueryError, ComparedRow> => {
  const other = regimeNamed(question, comparedWith)
  if (E.isLeft(other)) return other
  const month = formatMonth(lastMonth(period, question.contract.yearStart))
  const rows = pair(membersOf(question, regime, month), membersOf(question, other.right, month))
  const mine = rows.filter(({ a }) => a?.rules.kpi === kpi)
  const row = mine.find(({ b }) => beside === undefined || b?.rules.kpi === beside)
  if (beside !== undefined && row === undefined) {
    const sharing = mine.flatMap(({ b }) => (b === null ? [] : [b.rules.kpi]))
    return E.left({ _tag: 'NotBeside', kpi, regime: comparedWith, beside, sharing })
  }
  const { a = null, b = null } = row ?? {}
  return E.right({
    comparedWith: { regime: comparedWith, kpi: b?.rules.kpi ?? null },
    evidenceIn: a === null ? () => null : evidenceFrom(question, a, b),
    relation: a && b && relationOf(a, b),
  })
}
