import { toHex } from '@kpi-ledger/core/proofs'
import { Identifier, readWrittenPeriod, struct, WrittenPeriodText } from '@kpi-ledger/core/unstable'
import {
  committeeReport as committeeReportOf,
  committeeReportJson,
  ledgerState,
  type CommitteeReportJson,
} from '@kpi-ledger/projections'
import * as E from 'fp-ts/Either'
import { asAtOptions, type AsAtOptions } from './as-at'
import { provenQuestionOf, type Question } from './question'

/** Options for a committee report. */
export interface CommitteeReportOptions extends AsAtOptions {
  /** `2016-05`, `2016/17`, `2016/17-Q1` or `FY2016-Q1` (M1, M1a). */
  readonly period: string
}

/** The committee report of a contract's period (M42). */
export const committeeReport: Question<CommitteeReportJson> = provenQuestionOf(
  () =>
    struct(
      'a question for a committee report',
      { contract: Identifier, period: WrittenPeriodText },
      asAtOptions,
    ),
  ({ history, log }, { period }, asAt) =>
    E.map((report: Parameters<typeof committeeReportJson>[0]) =>
      committeeReportJson(report, ledgerState(history, log, asAt), (size) => {
        const root = log.rootAt(size)
        return root === null ? null : toHex(root)
      }),
    )(committeeReportOf(history, { period: readWrittenPeriod(period), asAt })),
)
