/** Writes ledger.ndjson from the commands: the same file every time. */
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { memoryStore } from '@kpi-ledger/adapters/memory'
import { collect, encodeLine, execute } from '@kpi-ledger/core'
import { either as E } from 'fp-ts'
import { commands } from './commands'

/** A clock that advances by one second per event, on a morning in June 2016. */
const clock = () => {
  let instant = Date.UTC(2016, 5, 13, 9)
  return () => {
    const now = new Date(instant).toISOString()
    instant += 1000
    return now
  }
}

/** Ids that depend only on the place of the event in this file. */
const ids = () => {
  let count = 0
  return () => {
    const hex = createHash('sha256')
      .update(`peterborough-2016/${String(count++)}`)
      .digest('hex')
    return [
      hex.slice(0, 8),
      hex.slice(8, 12),
      `8${hex.slice(13, 16)}`,
      `8${hex.slice(17, 20)}`,
      hex.slice(20, 32),
    ].join('-')
  }
}

/** The lines of the ledger file. */
export const ledgerLines = async (): Promise<ReadonlyArray<string>> => {
  const store = memoryStore()
  const recorded = await execute({ store, now: clock(), newId: ids() })(commands)()
  if (E.isLeft(recorded)) throw new Error(JSON.stringify(recorded.left))
  const events = await collect(store.readAll())()
  if (E.isLeft(events)) throw new Error(JSON.stringify(events.left))
  return events.right.map(({ event }) => encodeLine(event))
}

if (require.main === module) {
  void ledgerLines().then((lines) => {
    writeFileSync(join(__dirname, '..', 'ledger.ndjson'), `${lines.join('\n')}\n`)
  })
}
