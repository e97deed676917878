import type {
  Accumulation,
  Aggregation,
  Better,
  Frequency,
  History,
  MonthText,
  Scheme,
  Target,
  Unit,
} from '@kpi-ledger/core'
import {
  bandInWords,
  definitionInForce,
  findRegime,
  kpisDefined,
  exact,
  statementsUnder,
  targetInFull,
  type Adoption,
  type Definition,
  type KPIRules,
  type Statement,
} from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import { figureInWords } from '../explanation/figure'
import { now, type AsAt } from '../history/as-at'
import type { QueryError } from '../history/query-error'
import { ask, regimeNamed, type Question } from '../history/question'
import { referencesTo } from '../history/reference'
import { byServiceArea } from '../scorecard/service-areas'
import { DEFAULT_DECIMALS } from '../figure/aggregate'

/** A question for a contract's rules. */
export interface RulesQuery {
  /** Only this regime; by default all of them. */
  readonly regime?: string
  /** By default, as known now. */
  readonly asAt?: AsAt
}

/** What a KPI is under a regime, with what holds where its definition states nothing (M8). */
export interface DefinitionInForce {
  /** What the KPI measures. */
  readonly description: string
  /** The service area that the KPI belongs to. */
  readonly serviceArea: string
  /** How often the KPI is assessed (M2). */
  readonly frequency: Frequency
  /** The unit of the KPI's figures (M9b). */
  readonly unit: Unit
  /** Decimals that computed numbers are rounded to. */
  readonly decimals: number
  /** Decimals a value is rounded to before it is rated; null if it is rated as it is (M15). */
  readonly ratedTo: number | null
  /** Whether figures are for their period alone, or for the year so far (M3). */
  readonly accumulation: Accumulation
  /** How a longer period is computed from its parts; null if it is not (M3). */
  readonly aggregation: Aggregation | null
  /** Which values are better, where no target says so; null if it is not stated (M9a). */
  readonly better: Better | null
  /** Who returns the figure; null if it is not stated. */
  readonly owner: string | null
  /** KPIs it took over from (M23). */
  readonly succeeds: ReadonlyArray<string>
}

/** A target from a month on. */
export interface TargetInWords {
  /** The month from which it is in force. */
  readonly effectiveFrom: MonthText
  /** The target; null if it is stated that there is none (M9a). */
  readonly target: Target | null
  /** With tolerance, levels and profile. */
  readonly inWords: string
  /** Id of the event that stated it. */
  readonly event: string
}

/** A KPI under a regime. */
export interface KPIInWords {
  /** The reference of the KPI. */
  readonly kpi: string
  /** Its definition in force. */
  readonly definition: DefinitionInForce
  /** By the month they are in force from; one revised for the same month is left out (M6). */
  readonly statements: ReadonlyArray<TargetInWords>
  /** First month in which it is on no scorecard of the regime (M7); null if it is not retired. */
  readonly retiredFrom: MonthText | null
  /** Whether the next regime states a target for it too; false under the last one (M5). */
  readonly carriedOverTo: boolean
}

/** A regime and its KPIs. */
export interface RegimeInWords {
  /** The id of the regime. */
  readonly regime: string
  /** The title of the regime. */
  readonly title: string
  /** The month from which it is in effect (M4). */
  readonly effectiveFrom: MonthText
  /** How it rates (M11, M13). */
  readonly scheme: Scheme
  /** A sentence for each band, best first, without its full stop. */
  readonly inWords: ReadonlyArray<string>
  /** In the order of scorecards. */
  readonly kpis: ReadonlyArray<KPIInWords>
}

/** A contract's rules in words (M31; wire format, Rules JSON). */
export interface Rules {
  /** The id of the contract. */
  readonly contract: string
  /** The point in time as of which it is answered (M21). */
  readonly asAt: AsAt
  /** The title of the contract. */
  readonly title: string
  /** The authority that lets the contract. */
  readonly authority: string
  /** The supplier of the contract. */
  readonly supplier: string
  /** The first month of the financial year, 1 to 12. */
  readonly yearStart: number
  /** In the order in which they take effect (M4). */
  readonly regimes: ReadonlyArray<RegimeInWords>
}

/** Of a definition that was revised, what was stated last is in force (M8). */
const LAST_MONTH = '2999-12'

const definitionOf = (definition: Definition): DefinitionInForce => {
  const { description, serviceArea, frequency, unit } = definition
  return {
    description,
    serviceArea,
    frequency,
    unit,
    decimals: definition.decimals ?? DEFAULT_DECIMALS,
    ratedTo: definition.ratedTo ?? null,
    accumulation: definition.accumulation ?? 'in-period',
    aggregation: definition.aggregation ?? null,
    better: definition.better ?? null,
    owner: definition.owner ?? null,
    succeeds: definition.succeeds ?? [],
  }
}

/** Of targets stated for one month the one recorded last, by month (M6). */
const inForce = (statements: ReadonlyArray<Statement>): ReadonlyArray<Statement> => {
  const byMonth = new Map(statements.map((statement) => [statement.effectiveFrom, statement]))
  return [...byMonth.values()].sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1))
}

const statementsOf = (
  { history, contract: { yearStart } }: Question,
  statements: ReadonlyArray<Statement>,
  { unit }: Definition,
): ReadonlyArray<TargetInWords> => {
  const saying = { figure: (value: number) => figureInWords(exact(value), unit), yearStart }
  return inForce(statements).flatMap((statement) =>
    referencesTo(history, [statement]).map(({ id }) => ({
      effectiveFrom: statement.effectiveFrom,
      target: statement.target,
      inWords: targetInFull(statement.target, saying),
      event: id,
    })),
  )
}

const kpiUnder =
  (question: Question, regime: Adoption, next: Adoption | undefined) =>
  (rules: KPIRules): ReadonlyArray<KPIInWords> => {
    const { history, rules: known } = question
    const statements = statementsUnder(rules, regime.regime, known)
    const definition = definitionInForce(history.rules, rules, regime, LAST_MONTH, known)
    if (statements.length === 0 || definition === undefined) return []
    const retired = rules.retirements
      .filter((each) => each.regime === regime.regime && known(each))
      .map(({ effectiveFrom }) => effectiveFrom)
      .sort()
    return [
      {
        kpi: rules.kpi,
        definition: definitionOf(definition),
        statements: statementsOf(question, statements, definition),
        retiredFrom: retired[0] ?? null,
        carriedOverTo: next !== undefined && statementsUnder(rules, next.regime, known).length > 0,
      },
    ]
  }

const inScorecardOrder = (kpis: ReadonlyArray<KPIInWords>): ReadonlyArray<KPIInWords> =>
  byServiceArea(kpis, ({ definition }) => definition.serviceArea).flatMap(([, area]) => area)

/**
 * A contract's regimes, bands, KPIs and targets in words, as known at a point in time (M31). Fails if
 * there is no such contract, regime or revision.
 */
export const rules = (
  history: History,
  { regime: name, asAt = now }: RulesQuery = {},
): E.Either<QueryError, Rules> => {
  const question = ask(history, asAt)
  if (E.isLeft(question)) return question
  const named = name === undefined ? null : regimeNamed(question.right, name)
  if (named !== null && E.isLeft(named)) return named
  const { contract, rules: known } = question.right
  const adopted = history.rules.adoptions
    .filter(known)
    .sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1))
  const regimeOf = (adoption: Adoption, place: number): RegimeInWords => {
    const { regime, effectiveFrom } = adoption
    const { title, scheme } = findRegime(history.rules, regime, known) ?? adoption
    const kpis = kpisDefined(history, known).flatMap(
      kpiUnder(question.right, adoption, adopted[place + 1]),
    )
    return {
      ...{ regime, title, effectiveFrom, scheme, inWords: scheme.bands.map(bandInWords) },
      kpis: inScorecardOrder(kpis),
    }
  }
  const { contract: id, title, authority, supplier, yearStart } = contract
  return E.right({
    ...{ contract: id, asAt, title, authority, supplier, yearStart },
    regimes: adopted.map(regimeOf).filter(({ regime }) => name === undefined || regime === name),
  })
}
