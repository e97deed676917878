import {
  definitionInForce,
  kpisDefined,
  statementsUnder,
  type Adoption,
  type Definition,
  type KPIRules,
} from '@kpi-ledger/core/unstable'
import type { Question } from '../history/question'

/** A KPI that belongs to a regime, with its definition there (M5, M8). */
export interface Member {
  readonly rules: KPIRules
  readonly definition: Definition
}

/** A row of a comparison: a KPI of A, a KPI of B, or one that took over from the other. */
export interface Pair {
  readonly a: Member | null
  readonly b: Member | null
}

/** The KPIs of a regime with their definitions in a month, in the order of their first (M5, M8). */
export const membersOf = (
  { history, rules: known }: Question,
  regime: Adoption,
  month: string,
): ReadonlyArray<Member> =>
  kpisDefined(history, known).flatMap((rules) => {
    if (statementsUnder(rules, regime.regime, known).length === 0) return []
    const definition = definitionInForce(history.rules, rules, regime, month, known)
    return definition === undefined ? [] : [{ rules, definition }]
  })

const succeeds = (successor: Member, predecessor: Member): boolean =>
  successor.definition.succeeds?.includes(predecessor.rules.kpi) ?? false

/**
 * A's KPIs in order, each beside the KPI of B with the same reference, else beside the first of
 * B that took over from it or that it took over from; then what is left of B (M22, M23).
 */
export const pair = (
  ofA: ReadonlyArray<Member>,
  ofB: ReadonlyArray<Member>,
): ReadonlyArray<Pair> => {
  const partner = (a: Member): Member | null =>
    ofB.find((b) => b.rules.kpi === a.rules.kpi) ??
    ofB.find((b) => succeeds(b, a)) ??
    ofB.find((b) => succeeds(a, b)) ??
    null
  const rows: ReadonlyArray<Pair> = ofA.map((a) => ({ a, b: partner(a) }))
  const paired = new Set(rows.map(({ b }) => b))
  return [...rows, ...ofB.filter((b) => !paired.has(b)).map((b) => ({ a: null, b }))]
}
