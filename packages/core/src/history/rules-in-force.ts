import type { Known } from './entry'
import type { Adoption, Definition, KPIRules, Retirement, Rulebook, Statement } from './rulebook'

/** The regime by that name, if it is known. */
export const findRegime = (rules: Rulebook, regime: string, known: Known): Adoption | undefined =>
  rules.adoptions.find((adoption) => adoption.regime === regime && known(adoption))

/** The regime in effect in a month: the latest to have started by then (M4). */
export const regimeInEffect = (
  rules: Rulebook,
  month: string,
  known: Known,
): Adoption | undefined => {
  let latest: Adoption | undefined
  for (const adoption of rules.adoptions) {
    if (adoption.effectiveFrom > month || !known(adoption)) continue
    if (latest === undefined || adoption.effectiveFrom > latest.effectiveFrom) latest = adoption
  }
  return latest
}

/** The KPI's definition under the regime, else under the one before it, and so on back (M8). */
export const definitionInForce = (
  rules: Rulebook,
  kpi: KPIRules,
  regime: Adoption,
  known: Known,
): Definition | undefined => {
  let latest: Definition | undefined
  let from = ''
  for (const definition of kpi.definitions) {
    if (!known(definition)) continue
    const start = findRegime(rules, definition.regime, known)?.effectiveFrom
    if (start === undefined || start > regime.effectiveFrom || start <= from) continue
    latest = definition
    from = start
  }
  return latest
}

/** Every target stated for the KPI under the regime, in recorded order (M5). */
export const statementsUnder = (
  kpi: KPIRules,
  regime: string,
  known: Known,
): ReadonlyArray<Statement> =>
  kpi.statements.filter((statement) => statement.regime === regime && known(statement))

/** A target, and whether it was stated only for months later than the one asked about (M6). */
export interface StatementInForce {
  readonly statement: Statement
  readonly extrapolated: boolean
}

/**
 * The target in force in a month: the one with the latest start not after it; if several, the one
 * recorded last. If there is none and `extrapolate` is set, the earliest one (M6).
 */
export const statementInForce = (
  kpi: KPIRules,
  regime: string,
  month: string,
  extrapolate: boolean,
  known: Known,
): StatementInForce | undefined => {
  let latest: Statement | undefined
  let earliest: Statement | undefined
  for (const statement of statementsUnder(kpi, regime, known)) {
    const { effectiveFrom } = statement
    if (effectiveFrom > month) {
      if (earliest === undefined || effectiveFrom <= earliest.effectiveFrom) earliest = statement
    } else if (latest === undefined || effectiveFrom >= latest.effectiveFrom) latest = statement
  }
  if (latest !== undefined) return { statement: latest, extrapolated: false }
  return extrapolate && earliest !== undefined
    ? { statement: earliest, extrapolated: true }
    : undefined
}

/** The retirement of the KPI under the regime in a month, if it is retired (M7). */
export const retirementInForce = (
  kpi: KPIRules,
  regime: string,
  month: string,
  known: Known,
): Retirement | undefined =>
  kpi.retirements.find(
    (retirement) =>
      retirement.regime === regime && retirement.effectiveFrom <= month && known(retirement),
  )
