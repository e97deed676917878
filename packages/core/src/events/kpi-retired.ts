import { unknownKPI, unknownRegime } from '../contract/unknown'
import { rulesFor, withNext, type KPIRetirement } from '../history/rulebook'
import { findRegime, retirementInForce, statementsUnder } from '../history/rules-in-force'
import { kpiDefined, latestRule, standing } from '../history/withdrawals'
import { MonthText } from '../period/period'
import { reasonInWords } from '../rules-in-words/reason'
import { struct } from '../schema/combinators'
import { Identifier, KPIReference, Text } from '../schema/text'
import type { EventDefinition } from './definition'

/** Data of the event that ends a KPI under a regime (M7). */
export type KPIRetired = KPIRetirement

const required = {
  regime: Identifier,
  kpi: KPIReference,
  effectiveFrom: MonthText,
  reason: Text,
}

/** The definition of the event: shape, command, decision, effect and sentence. */
export const kpiRetired: EventDefinition<'KPIRetired', 'RetireKPI', KPIRetired> = {
  type: 'KPIRetired',
  command: 'RetireKPI',
  kind: 'rule',
  required,
  optional: {},
  data: struct('the data of KPIRetired', required),
  older: [],
  judge: (history, { kpi, regime, effectiveFrom }) => {
    const known = standing(history)
    if (findRegime(history.rules, regime, known) === undefined)
      return unknownRegime(history, regime)
    const defined = kpiDefined(history, kpi, known)
    if (defined === undefined) return unknownKPI(history, kpi)
    const stated = statementsUnder(defined, regime, known).map((each) => each.effectiveFrom)
    const [firstStated] = stated.sort()
    if (firstStated === undefined) return { _tag: 'NothingToRetire', kpi, regime }
    if (effectiveFrom < firstStated)
      return { _tag: 'RetiredBeforeStated', kpi, effectiveFrom, firstStated }
    const retired = retirementInForce(defined, regime, effectiveFrom, known)
    if (retired === undefined) return null
    return { _tag: 'KPIRetiredBy', kpi, regime, effectiveFrom, retiredFrom: retired.effectiveFrom }
  },
  latest: (history, { kpi }) => latestRule(history, kpi),
  apply: ({ rules }, data, { revision, recordedAt }) => {
    const own = rulesFor(rules, data.kpi)
    own.retirements = withNext(own.retirements, { revision, recordedAt, ...data })
  },
  reason: ({ reason }) => reason,
  inWords: ({ effectiveFrom, reason }) => `retired from ${effectiveFrom}${reasonInWords(reason)}`,
}
