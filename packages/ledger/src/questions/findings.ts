import { Identifier, integer, struct } from '@kpi-ledger/core/unstable'
import {
  findings as findingsOf,
  findingsJson,
  ledgerState,
  type FindingsJson,
} from '@kpi-ledger/projections'
import * as E from 'fp-ts/Either'
import { asAtOptions, type AsAtOptions } from './as-at'
import { named } from './periods.codec'
import { provenQuestionOf, type Question } from './question'

/** Options for findings. */
export interface FindingsOptions extends AsAtOptions {
  /** The regime to check against; by default the one in effect in each period. */
  readonly regime?: string | undefined
  /** Days after the end of a period by which its actuals are due; by default none is late. */
  readonly lateAfter?: number | undefined
  /** Days after the end of an assessment period from which a KPI without an outcome is overdue; by default none is. */
  readonly overdueAfter?: number | undefined
}

const Days = integer('a number of days', 0, 100_000)

/** What an auditor should look at. */
export const findings: Question<FindingsJson> = provenQuestionOf(
  () =>
    struct(
      'a question for findings',
      { contract: Identifier },
      { regime: Identifier, lateAfter: Days, overdueAfter: Days, ...asAtOptions },
    ),
  ({ history, log }, { regime, lateAfter, overdueAfter }, asAt, now) =>
    E.map((found: Parameters<typeof findingsJson>[0]) =>
      findingsJson(found, ledgerState(history, log, asAt)),
    )(
      findingsOf(history, {
        asAt,
        now: now(),
        ...named(regime),
        ...(lateAfter === undefined ? {} : { lateAfter }),
        ...(overdueAfter === undefined ? {} : { overdueAfter }),
      }),
    ),
)
