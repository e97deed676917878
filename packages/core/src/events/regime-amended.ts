import type { Refusal } from '../contract/refusal'
import { unknownRegime } from '../contract/unknown'
import type { History } from '../history/history'
import type { RegimeAmendment } from '../history/rulebook'
import { findRegime, statementsUnder } from '../history/rules-in-force'
import { kpisDefined, latestRegime, standing } from '../history/withdrawals'
import { schemeFaults } from '../rating/check-scheme'
import { targetFaults } from '../rating/check-target'
import { ratingNamed } from '../rating/rate'
import { Scheme } from '../rating/scheme'
import { reasonInWords } from '../rules-in-words/reason'
import { struct } from '../schema/combinators'
import { Identifier, Text } from '../schema/text'
import type { EventDefinition } from './definition'

/** Data of the event that puts a regime's title or scheme right (M30). */
export type RegimeAmended = RegimeAmendment

const required = { regime: Identifier, reason: Text }
const optional = { title: Text, scheme: Scheme }

/** What has been stated and decided under the regime must be rateable by its scheme as amended (M30). */
const judgeScheme = (history: History, regime: string, scheme: Scheme): Refusal | null => {
  const faults = schemeFaults(scheme)
  if (faults.length > 0) return { _tag: 'InvalidScheme', regime, faults }
  const known = standing(history)
  for (const rules of kpisDefined(history, known)) {
    for (const { effectiveFrom, target } of statementsUnder(rules, regime, known)) {
      const unrateable = target === null ? [] : targetFaults(scheme, target)
      if (unrateable.length > 0) {
        const { kpi } = rules
        return { _tag: 'TargetNotRateable', kpi, effectiveFrom, regime, faults: unrateable }
      }
    }
    const gone = rules.decisions.find(
      (each) =>
        each.regime === regime && known(each) && ratingNamed(scheme, each.code) === undefined,
    )
    if (gone !== undefined) {
      const { kpi, period, code } = gone
      return { _tag: 'DecidedCodeGone', kpi, period, code, regime }
    }
  }
  return null
}

/** The definition of the event: shape, command, decision, effect and sentence. */
export const regimeAmended: EventDefinition<'RegimeAmended', 'AmendRegime', RegimeAmended> = {
  type: 'RegimeAmended',
  command: 'AmendRegime',
  kind: 'rule',
  required,
  optional,
  data: struct('the data of RegimeAmended', required, optional),
  older: [],
  judge: (history, { regime, title, scheme }) => {
    if (findRegime(history.rules, regime, standing(history)) === undefined)
      return unknownRegime(history, regime)
    if (scheme !== undefined) return judgeScheme(history, regime, scheme)
    return title === undefined ? { _tag: 'NothingAmended', fields: Object.keys(optional) } : null
  },
  latest: (history, { regime }) => latestRegime(history, regime),
  apply: ({ rules }, data, { revision, recordedAt }) => {
    rules.amendments.push({ revision, recordedAt, ...data })
  },
  reason: ({ reason }) => reason,
  inWords: ({ title, scheme, reason }) => {
    const said = [
      ...(title === undefined ? [] : [`title "${title}"`]),
      ...(scheme === undefined
        ? []
        : [`bands ${scheme.bands.map(({ label }) => `"${label}"`).join(', ')}`]),
    ]
    return `amended: ${said.join('; ')}${reasonInWords(reason)}`
  },
}
