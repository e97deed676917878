import { findings, findingsJson } from '@kpi-ledger/projections'
import * as E from 'fp-ts/Either'
import { ledgerBehind } from '../input/contract'
import type { AsAtOptions } from '../input/options'
import { readWholeNumber } from '../input/whole-number'
import type { Io } from '../io'
import { findingsCsv, renderFindings } from '../render/findings'
import { inWords, named, open, type Answered, type StoreOptions } from './asking'

export type FindingsOptions = StoreOptions &
  AsAtOptions & { readonly regime?: string; readonly lateAfter?: string }

/** `findings`: what an auditor should look at. */
export const answerFindings = async (io: Io, options: FindingsOptions): Answered => {
  const lateAfter = readWholeNumber('--late-after', options.lateAfter)
  if (E.isLeft(lateAfter)) return lateAfter
  const asked = await open(io, options)
  if (E.isLeft(asked)) return asked
  const { history, asAt } = asked.right
  const found = inWords(
    findings(history, {
      asAt,
      ...named(options.regime),
      ...(lateAfter.right === null ? {} : { lateAfter: lateAfter.right }),
    }),
  )
  if (E.isLeft(found)) return found
  const ledger = ledgerBehind(asked.right, asAt)
  return E.right({
    table: (terminal) => renderFindings(found.right, terminal),
    json: () => findingsJson(found.right, ledger),
    csv: () => findingsCsv(found.right),
  })
}
