import { onAdoption } from '../advice/on-adoption'
import { onRegimeName } from '../advice/on-names'
import { everythingKnown } from '../history/entry'
import type { Regime } from '../history/rulebook'
import { findRegime } from '../history/rules-in-force'
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

export const regimeAdopted: EventDefinition<'RegimeAdopted', 'AdoptRegime', RegimeAdopted> = {
  type: 'RegimeAdopted',
  command: 'AdoptRegime',
  kind: 'rule',
  required,
  optional: {},
  data: struct('the data of RegimeAdopted', required),
  older: [],
  judge: ({ rules }, { regime, effectiveFrom, scheme }) => {
    if (findRegime(rules, regime, everythingKnown) !== undefined)
      return { _tag: 'RegimeAlreadyAdopted', regime }
    const taken = rules.adoptions.find((other) => other.effectiveFrom === effectiveFrom)
    if (taken !== undefined)
      return { _tag: 'MonthAlreadyTaken', month: effectiveFrom, by: taken.regime }
    const faults = schemeFaults(scheme)
    return faults.length === 0 ? null : { _tag: 'InvalidScheme', regime, faults }
  },
  latest: ({ rules }) => rules.adoptions.at(-1),
  apply: ({ rules }, data, { revision, recordedAt }) => {
    rules.adoptions.push({ revision, recordedAt, ...data })
  },
  advise: ({ rules }, { regime }) => [
    ...onRegimeName(rules, regime, everythingKnown),
    ...onAdoption(rules, regime, everythingKnown),
  ],
  inWords: ({ title, effectiveFrom, scheme }) =>
    `adopted ${title} from ${effectiveFrom}, with the bands ${schemeInWords(scheme)}`,
}
