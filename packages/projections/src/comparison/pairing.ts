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
  /** The regime. */
  readonly regime: Adoption
  /** The KPI's rules. */
  readonly rules: KPIRules
  /** Its definition under the regime. */
  readonly definition: Definition
}

/** A row of a comparison: a KPI of A, a KPI of B, or one that took over from the other. */
export type Pair =
  { readonly a: Member; readonly b: Member | null } | { readonly a: null; readonly b: Member }

/** The KPIs of a regime with their definitions in a month, in the order of their first (M5, M8). */
export const membersOf = (
  { history, rules: known }: Question,
  regime: Adoption,
  month: string,
): ReadonlyArray<Member> =>
  kpisDefined(history, known).flatMap((rules) => {
    if (statementsUnder(rules, regime.regime, known).length === 0) return []
    const definition = definitionInForce(history.rules, rules, regime, month, known)
    return definition === undefined ? [] : [{ regime, rules, definition }]
  })

/** Whether a KPI took over from another (M23). */
export const succeeds = (successor: Member, predecessor: Member): boolean =>
  successor.definition.succeeds?.includes(predecessor.rules.kpi) ?? false

/** The KPI of the same reference, else the first that took over from it, else the first it took over from. */
const partnersIn = (others: ReadonlyArray<Member>): ((self: Member) => Member | null) => {
  const named = new Map(others.map((other) => [other.rules.kpi, other]))
  return (self) =>
    named.get(self.rules.kpi) ??
    others.find((other) => succeeds(other, self)) ??
    others.find((other) => succeeds(self, other)) ??
    null
}

/**
 * A's KPIs in order, each beside its partner of B and beside every KPI of B whose partner it is;
 * then what is left of B (M22, M23). The pairs are the same whichever of the two comes first.
 */
export const pair = (
  ofA: ReadonlyArray<Member>,
  ofB: ReadonlyArray<Member>,
): ReadonlyArray<Pair> => {
  const [partnerInA, partnerInB] = [partnersIn(ofA), partnersIn(ofB)]
  const byPartner = new Map<Member | null, Array<Member>>()
  for (const b of ofB) {
    const a = partnerInA(b)
    const others = byPartner.get(a)
    if (others === undefined) byPartner.set(a, [b])
    else others.push(b)
  }
  const pairsOf = (a: Member): ReadonlyArray<Pair> => {
    const first = partnerInB(a)
    const others = (byPartner.get(a) ?? []).filter((b) => b !== first)
    return [first, ...others].map((b) => ({ a, b }))
  }
  return [...ofA.flatMap(pairsOf), ...(byPartner.get(null) ?? []).map((b) => ({ a: null, b }))]
}
