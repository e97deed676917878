import { unknownRegime } from '../contract/unknown'
import { historySize, keep } from '../history/history'
import { findRegime, regimeInEffect } from '../history/rules-in-force'
import { standing } from '../history/withdrawals'
import { invariant } from '../invariant'
import { lastMonth } from '../period/calendar'
import { formatMonth } from '../period/month'
import { PeriodText, readPeriod } from '../period/period'
import { array, integer, literal, struct } from '../schema/combinators'
import { counted } from '../schema/sentences'
import { LogSize } from '../schema/number'
import { Identifier, KPIReference, Sha256Hex } from '../schema/text'
import type { EventDefinition } from './definition'

/** Data of the event that signs a scorecard off (M25). */
export interface ScorecardPublished {
  /** Id of the regime it is rated by. */
  readonly regime: string
  /** Its period (M1). */
  readonly period: string
  /** Number of the published form that the digest is computed from; 1 so far. */
  readonly form: number
  /** SHA-256 of the published form's canonical JSON, 64 lower-case hex digits. */
  readonly scorecardDigest: string
  /** Number of events before it. */
  readonly size: number
  /** Root of the contract's Merkle log of that size, 64 lower-case hex digits (M27). */
  readonly root: string
  /** The KPIs that were due and had no outcome, in scorecard order; omitted if there were none (M25a). */
  readonly incomplete?: ReadonlyArray<string>
  /** That the period had been published before under that regime (M25a). */
  readonly again?: true
}

const required = {
  regime: Identifier,
  period: PeriodText,
  form: integer('the number of a published form', 1, 1),
  scorecardDigest: Sha256Hex,
  size: LogSize,
  root: Sha256Hex,
}
const optional = {
  incomplete: array(KPIReference),
  again: literal(true),
}

/** The definition of the event: shape, command, decision, effect and sentence. */
export const scorecardPublished: EventDefinition<
  'ScorecardPublished',
  'PublishScorecard',
  ScorecardPublished
> = {
  type: 'ScorecardPublished',
  command: 'PublishScorecard',
  kind: 'publication',
  required,
  optional,
  data: struct('the data of ScorecardPublished', required, optional),
  older: [],
  judge: (history, { regime, period, size }) => {
    const { contract, rules } = history
    if (findRegime(rules, regime, standing(history)) === undefined)
      return unknownRegime(history, regime)
    invariant(contract !== null, 'a publication is judged before its contract is registered')
    const month = formatMonth(lastMonth(readPeriod(period), contract.yearStart))
    if (regimeInEffect(rules, month, standing(history)) === undefined)
      return { _tag: 'NoRegimeInEffect', period }
    const actual = historySize(history)
    return size === actual ? null : { _tag: 'StalePublication', size, actual }
  },
  // Its size says which events it is based on.
  latest: () => undefined,
  apply: (history, data, at) => {
    keep(history, 'ScorecardPublished', data, at)
  },
  inWords: ({ scorecardDigest, size, incomplete = [], again = false }) => {
    const without =
      incomplete.length === 0 ? '' : `, incomplete: no outcome of ${incomplete.join(', ')}`
    return `published ${again ? 'again ' : ''}${scorecardDigest.slice(0, 12)}… over ${counted(size, 'event')}${without}`
  },
}
