import type { EventData } from '../events/data'
import type { RecordedEvent } from '../events/envelope'
import type { Target } from '../rating/target'

/** When and where in its stream an event was recorded; what as-at views are cut by (M20, M21). */
export interface Entry {
  readonly revision: number
  readonly recordedAt: string
}

/** Whether an entry was known, to whoever asks. */
export type Known = (entry: Entry) => boolean

/** Everything recorded so far is known. */
export const everythingKnown: Known = () => true

export interface Adoption extends Entry, EventData<'RegimeAdopted'> {}
export interface Definition extends Entry, EventData<'KPIDefined'> {}
export interface Retirement extends Entry, EventData<'KPIRetired'> {}

/** A target stated for a KPI under a regime from a month on (M5). */
export interface Statement extends Entry {
  readonly regime: string
  readonly effectiveFrom: string
  readonly target: Target
}

/** All that was ever said of one KPI, in recorded order. */
export interface KPIRules {
  readonly kpi: string
  readonly definitions: Array<Definition>
  readonly statements: Array<Statement>
  readonly retirements: Array<Retirement>
}

/**
 * A contract's regimes, definitions, targets and retirements, each with the moment it was
 * recorded, so that the rules can be read as they were known at any time (M4 to M8). Grows by
 * appending; KPIs stand in the order of their first `KPIDefined`.
 */
export interface Rulebook {
  readonly adoptions: Array<Adoption>
  readonly kpis: Map<string, KPIRules>
}

export const emptyRulebook = (): Rulebook => ({ adoptions: [], kpis: new Map() })

const rulesFor = (rules: Rulebook, kpi: string): KPIRules => {
  const known = rules.kpis.get(kpi)
  if (known !== undefined) return known
  const added: KPIRules = { kpi, definitions: [], statements: [], retirements: [] }
  rules.kpis.set(kpi, added)
  return added
}

/** Adds what an event says of the rules, in place; other events say nothing of them. */
export const addToRulebook = (rules: Rulebook, event: RecordedEvent): void => {
  const { revision, recordedAt } = event
  switch (event.type) {
    case 'RegimeAdopted':
      rules.adoptions.push({ revision, recordedAt, ...event.data })
      return
    case 'KPIDefined': {
      const { regime, effectiveFrom, target } = event.data
      const kpi = rulesFor(rules, event.data.kpi)
      kpi.definitions.push({ revision, recordedAt, ...event.data })
      kpi.statements.push({ revision, recordedAt, regime, effectiveFrom, target })
      return
    }
    case 'TargetRevised': {
      const { kpi, regime, effectiveFrom, target } = event.data
      const statement = { revision, recordedAt, regime, effectiveFrom, target }
      rulesFor(rules, kpi).statements.push(statement)
      return
    }
    case 'KPIRetired':
      rulesFor(rules, event.data.kpi).retirements.push({ revision, recordedAt, ...event.data })
      return
    default:
      return
  }
}
