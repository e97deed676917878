import { spawnSync } from 'node:child_process'
import { decodeLine, encodeLine, type RecordedEvent } from '@kpi-ledger/core'
import { foldHistory, historySize } from '@kpi-ledger/projections'
import { generateLedger } from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'

const decode = decodeLine()

/** The event as a store reads it: decoded from its line, sharing nothing with other events. */
const readBack = (event: RecordedEvent): RecordedEvent => {
  const decoded = decode(encodeLine(event))
  if (E.isLeft(decoded)) throw new Error(JSON.stringify(decoded.left))
  return decoded.right
}

function* ledger(events: number): Generator<RecordedEvent> {
  for (const event of generateLedger({ contracts: 1, kpis: 200, events })) yield readBack(event)
}

/** The memory in use once all garbage has been collected. */
const heldNow = (): number => {
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

/** Bytes of a history per event, once the events themselves have been collected. */
const bytesPerEvent = (events: number): number => {
  foldHistory(ledger(1000))
  const before = heldNow()
  const history = foldHistory(ledger(events))
  const held = heldNow() - before
  return held / historySize(history)
}

/** Prints the memory that a history of that many events uses, measured in a process of its own. */
export const printBytesHeld = (events: number): void => {
  console.log(`\nMemory used by a history of ${events.toLocaleString('en')} events`)
  spawnSync(process.execPath, ['--expose-gc', __filename, String(events)], { stdio: 'inherit' })
}

if (require.main === module)
  console.log(`  ${bytesPerEvent(Number(process.argv[2])).toFixed(0).padStart(61)} bytes per event`)
