import * as E from 'fp-ts/Either'
import { definitionFaults } from '../contract/definition-faults'
import { definitionToState, judgeStart } from '../contract/judge-statement'
import { rulesFor, withNext, type DefinitionRevision } from '../history/rulebook'
import { latestRule } from '../history/withdrawals'
import { MonthText } from '../period/period'
import { revisionInWords } from '../rules-in-words/definition'
import { reasonInWords } from '../rules-in-words/reason'
import { struct } from '../schema/combinators'
import { Identifier, KPIReference, Text } from '../schema/text'
import type { EventDefinition } from './definition'
import { optionalDefinitionFields, requiredDefinitionFields } from './definition-fields'

/** Data of the event that revises parts of a KPI's definition from a month on (M8, M30). */
export type DefinitionRevised = DefinitionRevision

const revisable = { ...requiredDefinitionFields, ...optionalDefinitionFields }
const required = { regime: Identifier, kpi: KPIReference, effectiveFrom: MonthText }
const optional = { ...revisable, reason: Text }

/** The definition of the event: shape, command, decision, effect and sentence. */
export const definitionRevised: EventDefinition<
  'DefinitionRevised',
  'ReviseDefinition',
  DefinitionRevised
> = {
  type: 'DefinitionRevised',
  command: 'ReviseDefinition',
  kind: 'rule',
  required,
  optional,
  data: struct('the data of DefinitionRevised', required, optional),
  older: [],
  judge: (history, data) => {
    const stated = definitionToState(history, data)
    if (E.isLeft(stated)) return stated.left
    const { regime, definition } = stated.right
    if (!Object.keys(data).some((name) => Object.hasOwn(revisable, name)))
      return { _tag: 'NothingAmended', fields: Object.keys(revisable) }
    const faults = definitionFaults({ ...definition, ...data })
    if (faults.length > 0) return { _tag: 'InvalidDefinition', kpi: data.kpi, faults }
    return judgeStart(history, regime, data)
  },
  latest: (history, { kpi }) => latestRule(history, kpi),
  apply: ({ rules }, data, { revision, recordedAt }) => {
    const own = rulesFor(rules, data.kpi)
    own.revisions = withNext(own.revisions, { revision, recordedAt, ...data })
  },
  reason: ({ reason }) => reason,
  inWords: ({ reason, ...data }) =>
    `${revisionInWords(data)} from ${data.effectiveFrom}${reasonInWords(reason)}`,
}
