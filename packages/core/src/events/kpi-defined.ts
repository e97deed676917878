import { onKPIName } from '../advice/on-names'
import { judgeStatement } from '../contract/judge-statement'
import { unknownKPI, unknownRegime } from '../contract/unknown'
import { everythingKnown } from '../history/entry'
import { addStatement, latestRule, rulesFor, type KPIDefinition } from '../history/rulebook'
import { findRegime } from '../history/rules-in-force'
import { Accumulation } from '../kpi/accumulation'
import { Frequency } from '../kpi/frequency'
import { Unit } from '../kpi/unit'
import { MonthText } from '../period/period'
import { Target } from '../rating/target'
import { definitionInWords } from '../rules-in-words/definition'
import { targetInFull } from '../rules-in-words/target'
import { array, struct } from '../schema/combinators'
import { DecimalPlaces } from '../schema/number'
import { Heading, Identifier, KPIReference, Text } from '../schema/text'
import type { EventDefinition } from './definition'

/** Data of the event that defines a KPI under a regime, with its first target (M5). */
export type KPIDefined = KPIDefinition

const required = {
  regime: Identifier,
  kpi: KPIReference,
  description: Text,
  serviceArea: Heading,
  frequency: Frequency,
  unit: Unit,
  effectiveFrom: MonthText,
  target: Target,
}
const optional = {
  decimals: DecimalPlaces,
  ratedTo: DecimalPlaces,
  accumulation: Accumulation,
  succeeds: array(KPIReference),
}

export const kpiDefined: EventDefinition<'KPIDefined', 'DefineKPI', KPIDefined> = {
  type: 'KPIDefined',
  command: 'DefineKPI',
  kind: 'rule',
  required,
  optional,
  data: struct('the data of KPIDefined', required, optional),
  older: [],
  judge: (history, data) => {
    const { regime: name, kpi, succeeds = [] } = data
    const { kpis } = history.rules
    const regime = findRegime(history.rules, name, everythingKnown)
    if (regime === undefined) return unknownRegime(history.rules, name)
    if (kpis.get(kpi)?.definitions.some((definition) => definition.regime === name) === true)
      return { _tag: 'KPIAlreadyDefined', kpi, regime: name }
    if (succeeds.includes(kpi)) return { _tag: 'SucceedsItself', kpi }
    const unknown = succeeds.find((predecessor) => !kpis.has(predecessor))
    if (unknown !== undefined) return unknownKPI(history.rules, unknown)
    return judgeStatement(history, regime, data)
  },
  latest: ({ rules }, { kpi }) => latestRule(rules, kpi),
  apply: (history, data, at) => {
    const rules = rulesFor(history.rules, data.kpi)
    rules.definitions.push({ revision: at.revision, recordedAt: at.recordedAt, ...data })
    addStatement(rules, data, at)
  },
  advise: ({ rules }, { kpi }, { revision }) =>
    rules.kpis.get(kpi)?.definitions[0]?.revision === revision
      ? onKPIName(rules, kpi, everythingKnown)
      : [],
  inWords: (data, saying) =>
    `defined ${definitionInWords(data)} from ${data.effectiveFrom}: ${targetInFull(data.target, saying)}`,
}
