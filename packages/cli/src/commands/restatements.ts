import { publicationsJson, restatements } from '@kpi-ledger/projections'
import * as E from 'fp-ts/Either'
import type { Failure } from '../failure'
import { ledgerBehind } from '../input/contract'
import type { AsAtOptions } from '../input/options'
import type { Io } from '../io'
import { renderRestatements, restatementsCsv } from '../render/restatements'
import { rootOf, whyNotHeld } from '../verification/publications'
import type { Answer } from './answer'
import { inWords, open, type StoreOptions } from './asking'

export type RestatementsOptions = StoreOptions & AsAtOptions

/** What became of a contract's publications; `denied` names those that do not hold. */
export interface RestatementsReport {
  readonly answer: Answer
  readonly denied: string | null
}

/** `restatements`: every publication, whether it holds, and what of it is different now (M26). */
export const reportRestatements = async (
  io: Io,
  options: RestatementsOptions,
): Promise<E.Either<Failure, RestatementsReport>> => {
  const asked = await open(io, options)
  if (E.isLeft(asked)) return asked
  const { history, log, asAt } = asked.right
  const report = inWords(restatements(history, { asAt }))
  if (E.isLeft(report)) return report
  const rootAt = rootOf(log)
  const json = publicationsJson(report.right, ledgerBehind(asked.right, asAt), rootAt)
  const judged = json.publications.map((published) => ({
    published,
    denial: whyNotHeld(published, {
      scorecardDigest: published.recomputed,
      root: rootAt(published.size),
    }),
  }))
  const denials = judged.flatMap(({ denial }) => (denial === null ? [] : [denial]))
  return E.right({
    answer: {
      table: (terminal) => renderRestatements(json.contract, judged, terminal),
      json: () => json,
      csv: () => restatementsCsv(json.contract, json.publications),
    },
    denied: denials.length === 0 ? null : denials.join('\n'),
  })
}
