/** Shows both contracts' scorecards for April and May 2016, and one profile, from the ledger file. */
import { join } from 'node:path'
import { ledgerFile } from '@kpi-ledger/adapters'
import { collect, streamOf } from '@kpi-ledger/core'
import { describe, foldHistory, scorecard, tracker, type History } from '@kpi-ledger/projections'
import {
  scorecardDocument,
  terminalWriter,
  trackerDocument,
  type Document,
  type Surface,
} from '@kpi-ledger/report'
import { either as E } from 'fp-ts'

const ledger = join(__dirname, '..', 'ledger.ndjson')

/** The answer, or an end with the reason why there is none. */
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

const periods = [
  { kind: 'month', year: 2016, month: 4 },
  { kind: 'month', year: 2016, month: 5 },
] as const

const columns = process.stdout.isTTY ? process.stdout.columns : null

const surface: Surface = {
  width: Math.max(100, columns ?? 120),
  colour: columns !== null && (process.env['NO_COLOR'] ?? '') === '',
}

const print = async (document: Document): Promise<void> => {
  for await (const piece of terminalWriter.write(document, surface)) process.stdout.write(piece)
}

const nextSteps = `
Where to go next
  The same, by the command line (also --format json or csv, --as-at, --help):
    node packages/cli/bin/kpi-ledger.js scorecard --store examples/peterborough-2016/ledger.ndjson \\
      --contract pssp --period 2016-05
  What the source leaves open, and what was assumed:  examples/peterborough-2016/README.md
  Using the packages in your own program:             docs/tutorial.md
`

/** The month in which the years of both contracts start. */
const APRIL = 4

const show = async (): Promise<void> => {
  const pssp = await historyOf('pssp')
  const ict = await historyOf('ict')
  for (const history of [pssp, ict]) {
    const card = orThrow(describe)(scorecard(history, { periods }))
    await print(scorecardDocument(card, APRIL))
    console.log('\n')
  }
  const financialYear = { kind: 'financial-year', financialYear: 2016 } as const
  const year = orThrow(describe)(tracker(pssp, { kpi: 'R&B-K-001', financialYear }))
  await print(trackerDocument(year, APRIL))
  console.log(nextSteps)
}

void show()
