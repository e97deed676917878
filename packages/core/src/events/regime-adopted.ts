import { onAdoption } from '../advice/on-adoption'
import { onRegimeName } from '../advice/on-names'
import { keptScheme, type Regime } from '../history/rulebook'
import { findRegime } from '../history/rules-in-force'
import { latestRegime, standing } from '../history/withdrawals'
import { MonthText } from '../period/period'
import { schemeFaults } from '../rating/check-scheme'
import { Scheme } from '../rating/scheme'
import { schemeInWords } from '../rules-in-words/scheme'
import { struct } from '../schema/combinators'
import { Identifier, Text } from '../schema/text'
import type { EventDefinition } from './definition'

/** Data of the event that puts a regime in effect from a month on (M4). */
export type RegimeAdopted = Regime

const required = { regime: Identifier, title: Text, effectiveFrom: MonthText, scheme: Scheme }

/** The definition of the event: shape, command, decision, effect and sentence. */
export const regimeAdopted: EventDefinition<'RegimeAdopted', 'AdoptRegime', RegimeAdopted> = {
  type: 'RegimeAdopted',
  command: 'AdoptRegime',
  kind: 'rule',
  required,
  optional: {},
  data: struct('the data of RegimeAdopted', required),
  older: [],
  judge: (history, { regime, effectiveFrom, scheme }) => {
    const { rules } = history
    const known = standing(history)
    if (findRegime(rules, regime, known) !== undefined)
      return { _tag: 'RegimeAlreadyAdopted', regime }
    const taken = rules.adoptions.find(
      (other) => other.effectiveFrom === effectiveFrom && known(other),
    )
    if (taken !== undefined)
      return { _tag: 'MonthAlreadyTaken', month: effectiveFrom, by: taken.regime }
    const faults = schemeFaults(scheme)
    return faults.length === 0 ? null : { _tag: 'InvalidScheme', regime, faults }
  },
  latest: (history) => latestRegime(history),
  apply: ({ rules }, data, { revision, recordedAt }) => {
    rules.adoptions.push({ revision, recordedAt, ...data, scheme: keptScheme(data.scheme) })
  },
  advise: (history, { regime }) => [
    ...onRegimeName(history.rules, regime, standing(history)),
    ...onAdoption(history.rules, regime, standing(history)),
  ],
  inWords: ({ title, effectiveFrom, scheme }) =>
    `adopted ${title} from ${effectiveFrom}, with the bands ${schemeInWords(scheme)}`,
}
