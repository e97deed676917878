import { spawnSync } from 'node:child_process'
import { decodeLine, encodeLine, type RecordedEvent } from '@kpi-ledger/core'
import { foldHistory, historySize } from '@kpi-ledger/projections'
import { generateLedger } from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'

const decode = decodeLine()

/** As a store reads it: decoded from its line, sharing nothing with the event before. */
const readBack = (event: RecordedEvent): RecordedEvent => {
  const decoded = decode(encodeLine(event))
  if (E.isLeft(decoded)) throw new Error(JSON.stringify(decoded.left))
  return decoded.right
}

function* ledger(events: number): Generator<RecordedEvent> {
  for (const event of generateLedger({ contracts: 1, kpis: 200, events })) yield readBack(event)
}

/** What is held when everything that can be let go of has been let go of. */
const heldNow = (): number => {
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

/** Bytes that a history holds an event, once the events themselves have been let go. */
const bytesPerEvent = (events: number): number => {
  foldHistory(ledger(1000))
  const before = heldNow()
  const history = foldHistory(ledger(events))
  const held = heldNow() - before
  return held / historySize(history)
}

/** Prints what a history of so many events holds, measured in a process of its own. */
export const printBytesHeld = (events: number): void => {
  console.log(`\nMemory held by a history of ${events.toLocaleString('en')} events`)
  spawnSync(process.execPath, ['--expose-gc', __filename, String(events)], { stdio: 'inherit' })
}

if (require.main === module)
  console.log(`  ${bytesPerEvent(Number(process.argv[2])).toFixed(0).padStart(61)} bytes an event`)
