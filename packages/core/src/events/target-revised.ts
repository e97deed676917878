import * as E from 'fp-ts/Either'
import { definitionToState, judgeStatement } from '../contract/judge-statement'
import { addStatement, rulesFor, type TargetStatement } from '../history/rulebook'
import { latestRule } from '../history/withdrawals'
import { MonthText } from '../period/period'
import { Target } from '../rating/target'
import { targetInFull } from '../rules-in-words/target'
import { reasonInWords } from '../rules-in-words/reason'
import { nullable, struct } from '../schema/combinators'
import { Identifier, KPIReference, Text } from '../schema/text'
import type { EventDefinition } from './definition'

/** Data of the event that states a new target from a month on (M5, M6). */
export interface TargetRevised extends TargetStatement {
  /** Why the target is revised. */
  readonly reason?: string
}

const required = {
  regime: Identifier,
  kpi: KPIReference,
  effectiveFrom: MonthText,
  target: nullable(Target),
}
const optional = { reason: Text }

/** The definition of the event: shape, command, decision, effect and sentence. */
export const targetRevised: EventDefinition<'TargetRevised', 'ReviseTarget', TargetRevised> = {
  type: 'TargetRevised',
  command: 'ReviseTarget',
  kind: 'rule',
  required,
  optional,
  data: struct('the data of TargetRevised', required, optional),
  older: [],
  judge: (history, data) => {
    const stated = definitionToState(history, data)
    return E.isLeft(stated) ? stated.left : judgeStatement(history, stated.right.regime, data)
  },
  latest: (history, { kpi }) => latestRule(history, kpi),
  apply: ({ rules }, data, at) => {
    addStatement(rulesFor(rules, data.kpi), data, at)
  },
  reason: ({ reason }) => reason,
  inWords: ({ target, effectiveFrom, reason }, saying) =>
    `target from ${effectiveFrom}: ${targetInFull(target, saying)}${reasonInWords(reason)}`,
}
