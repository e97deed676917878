import type { MonthText } from '../period/month'
import type { Accumulation } from '../kpi/accumulation'
import type { Aggregation } from '../kpi/aggregation'
import type { Better } from '../kpi/better'
import type { Frequency } from '../kpi/frequency'
import type { Unit } from '../kpi/unit'
import type { Scheme } from '../rating/scheme'
import type { Target } from '../rating/target'
import type { Entry } from './entry'
import { lookAdded } from './look-alikes'

/** A dated set of targets and the words used to rate against them (M4). */
export interface Regime {
  /** Id of the regime, unique in the contract. */
  readonly regime: string
  /** The title of the regime. */
  readonly title: string
  /** First month it is in effect; it ends where the next one starts. */
  readonly effectiveFrom: MonthText
  /** The bands its targets are rated by (M11). */
  readonly scheme: Scheme
}

/** An amendment of a regime: what is given replaces what was there (M30). */
export interface RegimeAmendment {
  /** The id of the regime. */
  readonly regime: string
  /** The new title. */
  readonly title?: string
  /** The new scheme. */
  readonly scheme?: Scheme
  /** Why the regime is amended. */
  readonly reason: string
}

/** What a definition says about a KPI, apart from its target; a later event may revise it (M8, M30). */
export interface DefinitionFields {
  /** What the KPI measures. */
  readonly description: string
  /** Its heading on a scorecard. */
  readonly serviceArea: string
  /** How often it is formally assessed (M2). */
  readonly frequency: Frequency
  /** The unit of its values. */
  readonly unit: Unit
  /** Decimals that computed numbers are rounded to; 2 by default (wire format, Tracker). */
  readonly decimals?: number
  /** Decimals a value is rounded to before it is rated; not rounded by default (M15). */
  readonly ratedTo?: number
  /** `in-period` by default. */
  readonly accumulation?: Accumulation
  /** How the figure of a longer period is computed from its parts; in-period KPIs only (M3). */
  readonly aggregation?: Aggregation
  /** Which values are better, where no target says so (M9a). */
  readonly better?: Better
  /** Who returns the figure: a role or a team, not a person's data. */
  readonly owner?: string
}

/** A KPI as one regime defines it, with its first target under that regime (M5). */
export interface KPIDefinition extends DefinitionFields {
  /** Id of the regime that defines it. */
  readonly regime: string
  /** The contract document's own reference, which identifies it in the contract. */
  readonly kpi: string
  /** First month its target is in force. */
  readonly effectiveFrom: MonthText
  /** Null if there is none: the KPI is then shown and not rated (M9a). */
  readonly target: Target | null
  /** KPIs that it took over from (M23). */
  readonly succeeds?: ReadonlyArray<string>
}

/** Fields of a KPI's definition, revised under a regime from a month on (M8, M30). */
export interface DefinitionRevision extends Partial<DefinitionFields> {
  /** The regime it is revised under. */
  readonly regime: string
  /** The reference of the KPI. */
  readonly kpi: string
  /** First month from which they hold. */
  readonly effectiveFrom: MonthText
  /** Why the definition is revised. */
  readonly reason?: string
}

/** A target stated for a KPI under a regime from a month on (M5). */
export interface TargetStatement {
  /** The regime it is stated under. */
  readonly regime: string
  /** The reference of the KPI. */
  readonly kpi: string
  /** First month the target is in force. */
  readonly effectiveFrom: MonthText
  /** Null if there no longer is one: the KPI is then shown but not rated (M9a). */
  readonly target: Target | null
}

/** The retirement of a KPI under a regime (M7). */
export interface KPIRetirement {
  /** The regime it is retired under. */
  readonly regime: string
  /** The reference of the KPI. */
  readonly kpi: string
  /** First month in which it is on no scorecard of the regime. */
  readonly effectiveFrom: MonthText
  /** Why the KPI is retired. */
  readonly reason: string
}

/** A rating that the authority decided on for a KPI in a period, under one regime (M33). */
export interface RatingDecision {
  /** The regime under which it applies. */
  readonly regime: string
  /** The reference of the KPI. */
  readonly kpi: string
  /** `2016-04`, `FY2016-Q1`, `FY2016-H1` or `FY2016` (M1). */
  readonly period: string
  /** Of a band of the regime's scheme, or of what is not rated. */
  readonly code: string
  /** Why it was decided so. */
  readonly reason: string
}

/** A regime with the moment its adoption was recorded. */
export interface Adoption extends Entry, Regime {}
/** An amendment of a regime with the moment it was recorded. */
export interface Amendment extends Entry, RegimeAmendment {}
/** A definition with the moment it was recorded. */
export interface Definition extends Entry, KPIDefinition {}
/** A revision of a definition with the moment it was recorded. */
export interface RevisedDefinition extends Entry, DefinitionRevision {}
/** A retirement with the moment it was recorded. */
export interface Retirement extends Entry, KPIRetirement {}
/** A decided rating with the moment it was recorded. */
export interface Decision extends Entry, RatingDecision {}
/** A target with the moment it was stated. */
export interface Statement extends Entry, Omit<TargetStatement, 'kpi'> {}

/** Everything ever stated about one KPI, in recorded order. */
export interface KPIRules {
  /** The reference of the KPI. */
  readonly kpi: string
  /** Its definitions, as recorded. */
  definitions: Array<Definition>
  /** The revisions of its definitions, as recorded. */
  revisions: Array<RevisedDefinition>
  /** The statements of its targets, as recorded. */
  statements: Array<Statement>
  /** Its retirements, as recorded. */
  retirements: Array<Retirement>
  /** The decisions on its ratings, as recorded. */
  decisions: Array<Decision>
}

/**
 * A contract's regimes, definitions, targets, retirements and decided ratings, each with the moment it was
 * recorded, so that the rules can be read as they were known at any time (M4 to M8, M30, M33). Grows by
 * appending; KPIs are in the order of their first `KPIDefined`.
 */
export interface Rulebook {
  /** The regimes, as adopted. */
  readonly adoptions: Array<Adoption>
  /** The amendments of regimes, as recorded. */
  readonly amendments: Array<Amendment>
  /** The rules of each KPI, by its reference. */
  readonly kpis: Map<string, KPIRules>
}

/** The rules of a contract before its first regime. */
export const emptyRulebook = (): Rulebook => ({ adoptions: [], amendments: [], kpis: new Map() })

/** The initial empty lists of every KPI: most stay empty. */
const NOTHING: Array<never> = []
Object.freeze(NOTHING)

/** A list and an entry after it: most have one, and a list that is made of it has no room for more. */
export const withNext = <A>(entries: Array<A>, entry: A): Array<A> => {
  if (entries.length === 0) return [entry]
  entries.push(entry)
  return entries
}

/** The few schemes used by a ledger's contracts, keyed by content, up to a maximum. */
const schemes = new Map<string, Scheme>()
const MOST_SCHEMES = 256

/** A scheme, kept once if others are the same. */
export const keptScheme = (scheme: Scheme): Scheme => {
  const text = JSON.stringify(scheme)
  const known = schemes.get(text)
  if (known === undefined && schemes.size < MOST_SCHEMES) schemes.set(text, scheme)
  return known ?? scheme
}

/** The rules of a KPI, to add to. */
export const rulesFor = (rules: Rulebook, kpi: string): KPIRules => {
  const known = rules.kpis.get(kpi)
  if (known !== undefined) return known
  const added: KPIRules = {
    kpi,
    definitions: NOTHING,
    revisions: NOTHING,
    statements: NOTHING,
    retirements: NOTHING,
    decisions: NOTHING,
  }
  rules.kpis.set(kpi, added)
  lookAdded(rules.kpis, kpi)
  return added
}

/** Adds a target stated for a KPI. */
export const addStatement = (
  rules: KPIRules,
  { regime, effectiveFrom, target }: TargetStatement,
  { revision, recordedAt }: Entry,
): void => {
  const statement = { revision, recordedAt, regime, effectiveFrom, target }
  rules.statements = withNext(rules.statements, statement)
}
