/** Shows how both contracts did in April and May 2016, from the ledger file. */
import { join } from 'node:path'
import { ledgerFile } from '@kpi-ledger/adapters'
import { collect, streamOf } from '@kpi-ledger/core'
import { describe, foldHistory, scorecard, type History } from '@kpi-ledger/projections'
import { scorecardDocument, terminalWriter, type Document, type Surface } from '@kpi-ledger/report'
import { either as E } from 'fp-ts'

const ledger = join(__dirname, '..', 'ledger.ndjson')

/** The answer; without one, prints the reason and exits. */
const orThrow =
  <L>(describe: (error: L) => string) =>
  <A>(result: E.Either<L, A>): A => {
    if (E.isLeft(result)) throw new Error(describe(result.left))
    return result.right
  }

const historyOf = async (contract: string): Promise<History> => {
  const events = await collect(ledgerFile(ledger).read(streamOf(contract)))()
  return foldHistory(orThrow(describe)(events))
}

const columns = process.stdout.isTTY ? process.stdout.columns : null

const surface: Surface = {
  width: Math.max(100, columns ?? 120),
  colour: columns !== null && (process.env['NO_COLOR'] ?? '') === '',
}

/** A scorecard in brief: how many KPIs missed their targets, and how many have each rating. */
const inShort = (document: Document): Document => ({
  ...document,
  blocks: document.blocks.filter(({ kind }) => kind === 'tally'),
})

/** The month in which the years of both contracts start. */
const APRIL = 4

const show = async (): Promise<void> => {
  let isFirst = true
  for (const contract of ['pssp', 'ict']) {
    const history = await historyOf(contract)
    for (const month of [APRIL, 5]) {
      const periods = [{ kind: 'month', year: 2016, month }] as const
      const card = orThrow(describe)(scorecard(history, { periods }))
      if (!isFirst) process.stdout.write('\n')
      isFirst = false
      for await (const piece of terminalWriter.write(
        inShort(scorecardDocument(card, APRIL)),
        surface,
      ))
        process.stdout.write(piece)
    }
  }
}

void show()
