import { explanation, explanationJson } from '@kpi-ledger/projections'
import * as E from 'fp-ts/Either'
import { ledgerBehind } from '../input/contract'
import { readPeriod, type AsAtOptions } from '../input/options'
import type { Io } from '../io'
import { explanationCsv, renderExplanation } from '../render/explanation'
import { inWords, named, open, type Answered, type StoreOptions } from './asking'

export type ExplainOptions = StoreOptions &
  AsAtOptions & { readonly kpi: string; readonly period: string; readonly regime?: string }

/** `explain`: why a KPI is rated so, event by event (M28). */
export const answerExplanation = async (io: Io, options: ExplainOptions): Answered => {
  const period = readPeriod(options.period)
  if (E.isLeft(period)) return period
  const asked = await open(io, options)
  if (E.isLeft(asked)) return asked
  const { history, asAt } = asked.right
  const { kpi, regime } = options
  const explained = inWords(
    explanation(history, { kpi, period: period.right, asAt, ...named(regime) }),
  )
  if (E.isLeft(explained)) return explained
  const ledger = ledgerBehind(asked.right, asAt)
  return E.right({
    table: (terminal) => renderExplanation(explained.right, terminal),
    json: () => explanationJson(explained.right, ledger),
    csv: () => explanationCsv(explained.right),
  })
}
