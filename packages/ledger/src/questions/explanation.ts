import {
  Identifier,
  KPIReference,
  readWrittenPeriod,
  struct,
  WrittenPeriodText,
} from '@kpi-ledger/core/unstable'
import {
  explanation as explanationOf,
  explanationJson,
  ledgerState,
  type ExplanationJson,
} from '@kpi-ledger/projections'
import * as E from 'fp-ts/Either'
import { asAtOptions, type AsAtOptions } from './as-at'
import { named } from './periods.codec'
import { provenQuestionOf, type Question } from './question'

/** Options for an explanation. */
export interface ExplanationOptions extends AsAtOptions {
  /** The reference of the KPI. */
  readonly kpi: string
  /** `2016-05`, `2016/17`, `2016/17-Q1` or `FY2016-Q1` (M1, M1a). */
  readonly period: string
  /** The regime to rate under; by default the one in effect in the period. */
  readonly regime?: string | undefined
  /**
   * The other regime of a comparison; explains the cell as it is drawn in that comparison (M23).
   */
  readonly comparedWith?: string | undefined
  /**
   * The KPI of the other regime in the same row; by default the first that shares a row with this
   * one.
   */
  readonly beside?: string | undefined
}

/** Why a KPI is rated as it is, event by event (M28). */
export const explanation: Question<ExplanationJson> = provenQuestionOf(
  () =>
    struct(
      'a question for an explanation',
      { contract: Identifier, kpi: KPIReference, period: WrittenPeriodText },
      { regime: Identifier, comparedWith: Identifier, beside: KPIReference, ...asAtOptions },
    ),
  ({ history, log }, { kpi, period, regime, comparedWith, beside }, asAt) =>
    E.map((explained: Parameters<typeof explanationJson>[0]) =>
      explanationJson(explained, ledgerState(history, log, asAt)),
    )(
      explanationOf(history, {
        ...{ kpi, period: readWrittenPeriod(period), asAt, ...named(regime) },
        ...(comparedWith === undefined ? {} : { comparedWith }),
        ...(beside === undefined ? {} : { beside }),
      }),
    ),
)
