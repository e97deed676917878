import { toHex } from '@kpi-ledger/core/proofs'
import { Identifier, struct } from '@kpi-ledger/core/unstable'
import {
  ledgerState,
  publicationsJson,
  restatements as restatementsOf,
  type PublicationsJson,
} from '@kpi-ledger/projections'
import * as E from 'fp-ts/Either'
import { asAtOptions } from './as-at'
import { provenQuestionOf, type Question } from './question'

/** What has changed in each scorecard since it was signed off (M25, M26). */
export const restatements: Question<PublicationsJson> = provenQuestionOf(
  () => struct('a question for restatements', { contract: Identifier }, asAtOptions),
  ({ history, log }, _, asAt) =>
    E.map((published: Parameters<typeof publicationsJson>[0]) =>
      publicationsJson(published, ledgerState(history, log, asAt), (size) => {
        const root = log.rootAt(size)
        return root === null ? null : toHex(root)
      }),
    )(restatementsOf(history, { asAt })),
)
