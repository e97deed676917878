import { isSameJson, retirementInForce, shortMonthName, standing } from '@kpi-ledger/core/unstable'
import type { History, KPIInWords, RegimeInWords, Rules } from '@kpi-ledger/projections'
import { stringify } from 'yaml'
import { writeScheme } from './scheme'
import { writeTarget } from './target'

/** The decimals of computed figures, unless the definition states others. */
const DEFAULT_DECIMALS = 2

/** What is needed to write a KPI. */
interface Writing {
  readonly history: History
  readonly rules: Rules
}

const targetOf = (
  { history, rules: { yearStart } }: Writing,
  { target, event }: KPIInWords['statements'][number],
): Readonly<Record<string, unknown>> => {
  const reason = history.origins.at(history.origins.revisionOf(event))?.reason
  return {
    ...(target === null ? { target: 'none' } : writeTarget(target, yearStart)),
    ...(reason === undefined ? {} : { reason }),
  }
}

const retirementOf = (
  { history }: Writing,
  regime: string,
  { kpi, retiredFrom }: KPIInWords,
): Readonly<Record<string, unknown>> => {
  if (retiredFrom === null) return {}
  const known = history.rules.kpis.get(kpi)
  const retirement = known && retirementInForce(known, regime, retiredFrom, standing(history))
  const why = retirement === undefined ? {} : { reason: retirement.reason }
  return { retired: { effectiveFrom: retiredFrom, ...why } }
}

/** The definition of a KPI without the fields that have their default values. */
const definitionOf = ({ definition }: KPIInWords): Readonly<Record<string, unknown>> => {
  const { succeeds, accumulation, decimals, ...rest } = definition
  const stated = Object.entries(rest).filter(([, value]) => value !== null)
  return {
    ...Object.fromEntries(stated),
    ...(decimals === DEFAULT_DECIMALS ? {} : { decimals }),
    ...(accumulation === 'in-period' ? {} : { accumulation }),
    ...(succeeds.length === 0 ? {} : { succeeds }),
  }
}

/**
 * The KPI under the latest earlier regime, from which its definition would be carried over (M8).
 */
const before = (
  regimes: ReadonlyArray<RegimeInWords>,
  place: number,
  name: string,
): KPIInWords | undefined =>
  regimes
    .slice(0, place)
    .flatMap(({ kpis }) => kpis.filter(({ kpi }) => kpi === name))
    .at(-1)

const kpiOf =
  (writing: Writing, regime: RegimeInWords, place: number) =>
  (kpi: KPIInWords): Readonly<Record<string, unknown>> => {
    const [first, ...later] = kpi.statements
    const carried = before(writing.rules.regimes, place, kpi.kpi)
    const isCarried = carried !== undefined && isSameJson(carried.definition, kpi.definition)
    if (first === undefined) return { kpi: kpi.kpi }
    return {
      kpi: kpi.kpi,
      ...(isCarried ? {} : definitionOf(kpi)),
      ...(first.effectiveFrom === regime.effectiveFrom
        ? {}
        : { effectiveFrom: first.effectiveFrom }),
      ...targetOf(writing, first),
      ...(later.length === 0
        ? {}
        : {
            revised: later.map((statement) => ({
              effectiveFrom: statement.effectiveFrom,
              ...targetOf(writing, statement),
            })),
          }),
      ...retirementOf(writing, regime.regime, kpi),
    }
  }

/**
 * Writes a contract's rules as a definition for people to read and change, and for `readDefinition`
 * to read. Planned on the same ledger it changes nothing; planned on an empty one it gives the same
 * rules.
 */
export const writeDefinition = (history: History, rules: Rules): string => {
  const { contract, title, authority, supplier, yearStart, regimes } = rules
  const definition = {
    ...{ contract, title, authority, supplier, yearStart: shortMonthName(yearStart) },
    regimes: regimes.map((regime, place) => ({
      ...{ regime: regime.regime, title: regime.title, effectiveFrom: regime.effectiveFrom },
      ...writeScheme(regime.scheme),
      kpis: regime.kpis.map(kpiOf({ history, rules }, regime, place)),
    })),
  }
  return stringify(definition, { lineWidth: 0, aliasDuplicateObjects: false })
}
