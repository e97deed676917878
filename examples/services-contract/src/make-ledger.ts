/** Writes ledger.ndjson: two years of the invented contract. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { memoryStore } from '@kpi-ledger/adapters/memory'
import { collect, encodeLine, execute } from '@kpi-ledger/core'
import { fixedClock, sequentialIds } from '@kpi-ledger/testing'
import { either as E } from 'fp-ts'
import { steps } from './contract'

const orThrow = <A>(result: E.Either<unknown, A>): A => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left))
  return result.right
}

/** The lines of the ledger file. */
export const ledgerLines = async (): Promise<ReadonlyArray<string>> => {
  const store = memoryStore()
  const newId = sequentialIds('services contract')
  for (const { at, actor, commands } of steps)
    orThrow(
      await execute({ store, now: fixedClock(at), newId })(
        commands.map((command) => ({ ...command, metadata: { actor } })),
      )(),
    )
  const events = orThrow(await collect(store.readAll())())
  return events.map(({ event }) => encodeLine(event))
}

if (require.main === module) {
  void ledgerLines().then((lines) => {
    writeFileSync(join(__dirname, '..', 'ledger.ndjson'), `${lines.join('\n')}\n`)
  })
}
