/** Writes ledger.ndjson: the 2016 ledger unchanged, followed by what was invented. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { importLedgerFile, nodeHashing } from '@kpi-ledger/adapters'
import { memoryStore } from '@kpi-ledger/adapters/memory'
import {
  collect,
  encodeLine,
  execute,
  parsePeriod,
  streamOf,
  type Command,
  type EventStore,
} from '@kpi-ledger/core'
import { executePublication, type PublishScorecard } from '@kpi-ledger/core/unstable'
import { digestAt, merkleLog } from '@kpi-ledger/core/proofs'
import { foldHistory, publish } from '@kpi-ledger/projections'
import { fixedClock, sequentialIds } from '@kpi-ledger/testing'
import { either as E } from 'fp-ts'
import { invented, signedOff } from './invented'

const report = join(__dirname, '..', '..', 'peterborough-2016', 'ledger.ndjson')

const orThrow = <A>(result: E.Either<unknown, A>): A => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left))
  return result.right
}

/** The request to sign off the scorecard of May 2016 as it is. */
const signOff = async (store: EventStore): Promise<PublishScorecard> => {
  const events = orThrow(await collect(store.read(streamOf('pssp')))())
  const ledger = digestAt(streamOf('pssp'), merkleLog(events, nodeHashing), events.length)
  if (ledger === null) throw new Error('no events')
  const period = orThrow(parsePeriod('2016-05'))
  const { at, actor } = signedOff
  const question = { period, ledger, at, metadata: { actor } }
  return orThrow(publish(foldHistory(events), question)).command
}

/** The lines of the ledger file. */
export const ledgerLines = async (): Promise<ReadonlyArray<string>> => {
  const store = memoryStore()
  orThrow(await importLedgerFile(report, store)())
  const newId = sequentialIds('auditor')
  const record = async (at: string, actor: string, commands: ReadonlyArray<Command>) =>
    orThrow(
      await execute({ store, now: fixedClock(at), newId })(
        commands.map((command) => ({ ...command, metadata: { actor } })),
      )(),
    )

  const world = { store, now: fixedClock(signedOff.at), newId }
  orThrow(await executePublication(world)(await signOff(store))())
  for (const { at, actor, commands } of invented) await record(at, actor, commands)
  const events = orThrow(await collect(store.readAll())())
  return events.map(({ event }) => encodeLine(event))
}

if (require.main === module) {
  void ledgerLines().then((lines) => {
    writeFileSync(join(__dirname, '..', 'ledger.ndjson'), `${lines.join('\n')}\n`)
  })
}
