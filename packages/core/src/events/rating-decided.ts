import { onPeriod } from '../advice/on-period'
import { unknownKPI, unknownRegime } from '../contract/unknown'
import { latestOf } from '../history/entry'
import { rulesFor, withNext, type RatingDecision } from '../history/rulebook'
import { findRegime, statementsUnder } from '../history/rules-in-force'
import { kpiDefined, latestDecision, latestFigure, standing } from '../history/withdrawals'
import { PeriodText } from '../period/period'
import { codesOf, ratingNamed } from '../rating/rate'
import { reasonInWords } from '../rules-in-words/reason'
import { struct } from '../schema/combinators'
import { Code, Identifier, KPIReference, Text } from '../schema/text'
import type { EventDefinition } from './definition'

/** Data of the event with which the authority rates a cell against its rule (M33). */
export type RatingDecided = RatingDecision

const required = {
  regime: Identifier,
  kpi: KPIReference,
  period: PeriodText,
  code: Code,
  reason: Text,
}

/** The definition of the event: shape, command, decision, effect and sentence. */
export const ratingDecided: EventDefinition<'RatingDecided', 'DecideRating', RatingDecided> = {
  type: 'RatingDecided',
  command: 'DecideRating',
  kind: 'rule',
  required,
  optional: {},
  data: struct('the data of RatingDecided', required),
  older: [],
  judge: (history, { regime, kpi, code }) => {
    const known = standing(history)
    const adopted = findRegime(history.rules, regime, known)
    if (adopted === undefined) return unknownRegime(history, regime)
    const rules = kpiDefined(history, kpi, known)
    if (rules === undefined) return unknownKPI(history, kpi)
    const { scheme } = adopted
    if (ratingNamed(scheme, code) === undefined)
      return { _tag: 'UnknownCode', code, regime, codes: codesOf(scheme) }
    return statementsUnder(rules, regime, known).length === 0
      ? { _tag: 'NothingToDecide', kpi, regime }
      : null
  },
  latest: (history, { regime, kpi, period }) =>
    latestOf([latestDecision(history, regime, kpi, period), latestFigure(history, kpi, period)]),
  apply: ({ rules }, data, { revision, recordedAt }) => {
    const own = rulesFor(rules, data.kpi)
    own.decisions = withNext(own.decisions, { revision, recordedAt, ...data })
  },
  advise: (history, { kpi, period }, at) => onPeriod(history, kpi, period, at, standing(history)),
  reason: ({ reason }) => reason,
  inWords: ({ code, reason }) => `decided to rate it ${code}${reasonInWords(reason)}`,
}
