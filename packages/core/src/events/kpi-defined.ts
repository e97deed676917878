import { onKPIName } from '../advice/on-names'
import { definitionFaults } from '../contract/definition-faults'
import { judgeStatement } from '../contract/judge-statement'
import { unknownKPI, unknownRegime } from '../contract/unknown'
import { addStatement, rulesFor, withNext, type KPIDefinition } from '../history/rulebook'
import { findRegime } from '../history/rules-in-force'
import { kpiDefined as isDefined, latestRule, standing } from '../history/withdrawals'
import { MonthText } from '../period/period'
import { Target } from '../rating/target'
import { definitionInWords } from '../rules-in-words/definition'
import { targetInFull } from '../rules-in-words/target'
import { array, nullable, struct } from '../schema/combinators'
import { Identifier, KPIReference } from '../schema/text'
import type { EventDefinition } from './definition'
import { optionalDefinitionFields, requiredDefinitionFields } from './definition-fields'

/** Data of the event that defines a KPI under a regime, with its first target (M5). */
export type KPIDefined = KPIDefinition

const required = {
  regime: Identifier,
  kpi: KPIReference,
  ...requiredDefinitionFields,
  effectiveFrom: MonthText,
  target: nullable(Target),
}
const optional = { ...optionalDefinitionFields, succeeds: array(KPIReference) }

/** The definition of the event: shape, command, decision, effect and sentence. */
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
    const known = standing(history)
    const regime = findRegime(history.rules, name, known)
    if (regime === undefined) return unknownRegime(history, name)
    const definitions = history.rules.kpis.get(kpi)?.definitions ?? []
    if (definitions.some((each) => each.regime === name && known(each)))
      return { _tag: 'KPIAlreadyDefined', kpi, regime: name }
    if (succeeds.includes(kpi)) return { _tag: 'SucceedsItself', kpi }
    const unknown = succeeds.find(
      (predecessor) => isDefined(history, predecessor, known) === undefined,
    )
    if (unknown !== undefined) return unknownKPI(history, unknown)
    const faults = definitionFaults(data)
    if (faults.length > 0) return { _tag: 'InvalidDefinition', kpi, faults }
    return judgeStatement(history, regime, data)
  },
  latest: (history, { kpi }) => latestRule(history, kpi),
  apply: (history, data, at) => {
    const rules = rulesFor(history.rules, data.kpi)
    const definition = { revision: at.revision, recordedAt: at.recordedAt, ...data }
    rules.definitions = withNext(rules.definitions, definition)
    addStatement(rules, data, at)
  },
  advise: (history, { kpi }, { revision }) =>
    history.rules.kpis.get(kpi)?.definitions[0]?.revision === revision
      ? onKPIName(history.rules, kpi, standing(history))
      : [],
  inWords: (data, saying) =>
    `defined ${definitionInWords(data)} from ${data.effectiveFrom}: ${targetInFull(data.target, saying)}`,
}
