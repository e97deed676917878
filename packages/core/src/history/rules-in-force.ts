import type { Known } from './entry'
import type {
  Adoption,
  Amendment,
  Decision,
  Definition,
  KPIRules,
  Retirement,
  RevisedDefinition,
  Rulebook,
  Statement,
} from './rulebook'

const adoptionOf = (rules: Rulebook, regime: string, known: Known): Adoption | undefined =>
  rules.adoptions.find((adoption) => adoption.regime === regime && known(adoption))

/** The amendments of a regime, in recorded order (M30). */
export const amendmentsOf = (
  rules: Rulebook,
  regime: string,
  known: Known,
): ReadonlyArray<Amendment> =>
  rules.amendments.filter((amendment) => amendment.regime === regime && known(amendment))

/** A regime as amended since it was adopted (M30). */
const amended = (rules: Rulebook, adoption: Adoption, known: Known): Adoption => {
  if (rules.amendments.length === 0) return adoption
  let { title, scheme } = adoption
  for (const amendment of amendmentsOf(rules, adoption.regime, known)) {
    title = amendment.title ?? title
    scheme = amendment.scheme ?? scheme
  }
  return { ...adoption, title, scheme }
}

/** The regime by that name, as amended, if it is known (M30). */
export const findRegime = (rules: Rulebook, regime: string, known: Known): Adoption | undefined => {
  const adoption = adoptionOf(rules, regime, known)
  return adoption && amended(rules, adoption, known)
}

/** The regime in effect in a month, as amended: the latest to have started by then (M4, M30). */
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
  return latest && amended(rules, latest, known)
}

/** The KPI's definition under the regime, else under the one before it, and so on back (M8). */
const definitionUnder = (
  rules: Rulebook,
  kpi: KPIRules,
  regime: Adoption,
  known: Known,
): Definition | undefined => {
  let latest: Definition | undefined
  let from = ''
  for (const definition of kpi.definitions) {
    if (!known(definition)) continue
    const start = adoptionOf(rules, definition.regime, known)?.effectiveFrom
    if (start === undefined || start > regime.effectiveFrom || start <= from) continue
    latest = definition
    from = start
  }
  return latest
}

/**
 * The revisions to lay over a definition in a month, in order: those of its regime and of those
 * after it up to the one rated under, by regime, then by start, then as recorded (M8).
 */
const revisionsOver = (
  rules: Rulebook,
  { revisions }: KPIRules,
  definition: Definition,
  regime: Adoption,
  month: string,
  known: Known,
): ReadonlyArray<RevisedDefinition> => {
  if (revisions.length === 0) return []
  const from = adoptionOf(rules, definition.regime, known)?.effectiveFrom ?? ''
  const started = (revision: RevisedDefinition): string =>
    adoptionOf(rules, revision.regime, known)?.effectiveFrom ?? ''
  const place = (revision: RevisedDefinition): string =>
    `${started(revision)} ${revision.effectiveFrom}`
  return revisions
    .filter((revision) => {
      const start = started(revision)
      if (start < from || start > regime.effectiveFrom) return false
      return revision.effectiveFrom <= month && known(revision)
    })
    .sort((a, b) =>
      place(a) === place(b) ? a.revision - b.revision : place(a) < place(b) ? -1 : 1,
    )
}

/** A definition, and its revisions in the order in which they are applied (M8). */
export interface DefinitionLayers {
  /** The definition. */
  readonly definition: Definition
  /** Its revisions, in the order in which they are applied. */
  readonly revisions: ReadonlyArray<RevisedDefinition>
}

/** What makes up the KPI's definition under a regime in a month (M8). */
export const definitionLayers = (
  rules: Rulebook,
  kpi: KPIRules,
  regime: Adoption,
  month: string,
  known: Known,
): DefinitionLayers | undefined => {
  const definition = definitionUnder(rules, kpi, regime, known)
  return (
    definition && {
      definition,
      revisions: revisionsOver(rules, kpi, definition, regime, month, known),
    }
  )
}

/**
 * The KPI's definition under a regime in a month, with its revisions applied field by field;
 * its revision is the latest of all that went into it (M8).
 */
export const definitionInForce = (
  rules: Rulebook,
  kpi: KPIRules,
  regime: Adoption,
  month: string,
  known: Known,
): Definition | undefined => {
  const parts = definitionLayers(rules, kpi, regime, month, known)
  if (parts === undefined) return undefined
  let { definition } = parts
  for (const revised of parts.revisions) {
    const { regime: _, kpi: __, effectiveFrom: ___, reason: ____, ...stated } = revised
    const { revision, recordedAt } = revised.revision > definition.revision ? revised : definition
    definition = { ...definition, ...stated, revision, recordedAt }
  }
  return definition
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
  /** The statement. */
  readonly statement: Statement
  /** Whether it starts only after the month (M6). */
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
  for (const statement of kpi.statements) {
    if (statement.regime !== regime || !known(statement)) continue
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

/** The decided ratings of the KPI in exactly that period under the regime, in recorded order (M33). */
export const decisionsFor = (
  { decisions }: KPIRules,
  regime: string,
  period: string,
  known: Known,
): ReadonlyArray<Decision> =>
  decisions.filter(
    (decision) => decision.regime === regime && decision.period === period && known(decision),
  )
