import { Identifier, struct } from '@kpi-ledger/core/unstable'
import {
  ledgerState,
  scorecard as scorecardOf,
  scorecardJson,
  type ScorecardJson,
} from '@kpi-ledger/projections'
import * as E from 'fp-ts/Either'
import { asAtOptions, type AsAtOptions } from './as-at'
import { named, periodsCodec, readPeriods, type Periods } from './periods.codec'
import { provenQuestionOf, type Question } from './question'

/** Options for a scorecard. */
export interface ScorecardOptions extends AsAtOptions {
  /** `2016-05`, `2016/17`, `2016/17-Q1` or `FY2016-Q1` (M1, M1a), or several of them. */
  readonly period: Periods
  /** The regime to rate under; by default the one in effect in each period. */
  readonly regime?: string | undefined
}

/** A contract's KPIs, rated (M1 to M8). */
export const scorecard: Question<ScorecardJson> = provenQuestionOf(
  (options) =>
    struct(
      'a question for a scorecard',
      { contract: Identifier, period: periodsCodec(options) },
      { regime: Identifier, ...asAtOptions },
    ),
  ({ history, log }, { period, regime }, asAt) =>
    E.map((card: Parameters<typeof scorecardJson>[0]) =>
      scorecardJson(card, ledgerState(history, log, asAt)),
    )(scorecardOf(history, { periods: readPeriods(period), asAt, ...named(regime) })),
)
