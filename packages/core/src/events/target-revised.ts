import { judgeStatement } from '../contract/judge-statement'
import { unknownKPI, unknownRegime } from '../contract/unknown'
import { addStatement, rulesFor, type TargetStatement } from '../history/rulebook'
import { definitionInForce, findRegime } from '../history/rules-in-force'
import { kpiDefined, latestRule, standing } from '../history/withdrawals'
import { MonthText } from '../period/period'
import { Target } from '../rating/target'
import { targetInFull } from '../rules-in-words/target'
import { nullable, struct } from '../schema/combinators'
import { Identifier, KPIReference, Text } from '../schema/text'
import type { EventDefinition } from './definition'

/** Data of the event that states a new target from a month on (M5, M6). */
export interface TargetRevised extends TargetStatement {
  readonly reason?: string
}

const required = {
  regime: Identifier,
  kpi: KPIReference,
  effectiveFrom: MonthText,
  target: nullable(Target),
}
const optional = { reason: Text }

export const targetRevised: EventDefinition<'TargetRevised', 'ReviseTarget', TargetRevised> = {
  type: 'TargetRevised',
  command: 'ReviseTarget',
  kind: 'rule',
  required,
  optional,
  data: struct('the data of TargetRevised', required, optional),
  older: [],
  judge: (history, data) => {
    const { rules } = history
    const { kpi, regime: name } = data
    const known = standing(history)
    const regime = findRegime(rules, name, known)
    if (regime === undefined) return unknownRegime(history, name)
    const defined = kpiDefined(history, kpi, known)
    if (defined === undefined) return unknownKPI(history, kpi)
    if (definitionInForce(rules, defined, regime, data.effectiveFrom, known) === undefined)
      return { _tag: 'NoDefinitionToCarryOver', kpi, regime: name }
    return judgeStatement(history, regime, data)
  },
  latest: (history, { kpi }) => latestRule(history, kpi),
  apply: ({ rules }, data, at) => {
    addStatement(rulesFor(rules, data.kpi), data, at)
  },
  reason: ({ reason }) => reason,
  inWords: ({ target, effectiveFrom, reason }, saying) =>
    `target from ${effectiveFrom}: ${targetInFull(target, saying)}${reason === undefined ? '' : `; reason: ${reason}`}`,
}
