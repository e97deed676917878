import {
  Identifier,
  KPIReference,
  readWrittenPeriod,
  struct,
  WrittenPeriodText,
} from '@kpi-ledger/core/unstable'
import { kpiLife, type KPILife } from '@kpi-ledger/projections'
import { asAtOptions, type AsAtOptions } from './as-at'
import { questionOf, type Question } from './question'

/** Options for a KPI's life. */
export interface KPIOptions extends AsAtOptions {
  /** The reference of the KPI. */
  readonly kpi: string
  /**
   * The period whose last month is the last one shown: `2016-05`, `2016/17`, `FY2016-Q1` (M1, M1a).
   */
  readonly period: string
}

/** A KPI across 24 months, with its process and the events behind it (M43). */
export const kpi: Question<KPILife> = questionOf(
  () =>
    struct(
      'a question for a KPI',
      { contract: Identifier, kpi: KPIReference, period: WrittenPeriodText },
      asAtOptions,
    ),
  ({ history }, { kpi: reference, period }, asAt) =>
    kpiLife(history, { kpi: reference, period: readWrittenPeriod(period), asAt }),
)
