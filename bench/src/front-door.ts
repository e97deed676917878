import { spawnSync } from 'node:child_process'
import { memoryStore } from '@kpi-ledger/adapters'
import type { EventStore, RecordedEvent } from '@kpi-ledger/core'
import { branded, toNewEvent } from '@kpi-ledger/core/unstable'
import { openLedger, orThrow, type Command } from '@kpi-ledger/ledger'
import * as E from 'fp-ts/Either'
import { longHistory } from './view'

const rightOf = <A>(either: E.Either<unknown, A>): A => {
  if (E.isRight(either)) return either.right
  throw new Error(JSON.stringify(either.left))
}

/** A store that returns these events for every contract, read as from a disk: nothing is shared. */
const readingOf = (events: ReadonlyArray<RecordedEvent>): EventStore => ({
  ...memoryStore(),
  read: async function* (name, { from = 0 } = {}) {
    const stream = branded<RecordedEvent['stream']>(name)
    for (let start = from; start < events.length; start += 256)
      yield E.right(
        events.slice(start, start + 256).map((event) => ({ ...structuredClone(event), stream })),
      )
  },
})

const cpu = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const before = cpu()
  await work()
  return cpu() - before
}

const print = (name: string, value: string): void => {
  console.log(`  ${name.padEnd(60)}${value.padStart(16)}`)
}

const PERIOD = { period: ['1900-04', '1900-05'] }

const note = (n: number): Command => ({
  type: 'AddNote',
  contract: 'long',
  period: '1900-04',
  text: `Note ${n}`,
})

const printWarmth = async (sizes: ReadonlyArray<number>): Promise<void> => {
  console.log(
    '\nScorecards of one contract by the front door, in CPU time (later ones do not grow)',
  )
  for (const size of sizes) {
    const store = memoryStore()
    const events = longHistory(size)
    rightOf(await store.append('kpiContract-long', events.map(toNewEvent), 'no-stream')())
    const ledger = orThrow(await openLedger(store))
    const ask = async (): Promise<unknown> => orThrow(await ledger.scorecard('long', PERIOD))
    const of = `of ${size.toLocaleString('en')} events`
    print(`the first ${of}`, `${(await timed(ask)).toFixed(1)} ms`)
    const rounds = 50
    let later = 0
    for (let n = 0; n < rounds; n++) {
      orThrow(await ledger.record([note(n)]))
      later += await timed(ask)
    }
    print(`a later one ${of}, one of them new`, `${(later / rounds).toFixed(2)} ms`)
    await ledger.close()
  }
}

const heldNow = (): number => {
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

/**
 * Prints the memory in use for ten contracts that together have twice as many events as the budget.
 */
const printBudget = async (budget: number): Promise<void> => {
  const events = longHistory(budget / 5)
  const store = readingOf(events)
  const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`
  console.log(
    `\nTen contracts of ${events.length.toLocaleString('en')} events, a budget of ${budget.toLocaleString('en')}`,
  )
  const before = heldNow()
  const ledger = orThrow(await openLedger(store, { budget }))
  for (let contract = 1; contract <= 10; contract++) {
    orThrow(await ledger.digest(`c${contract}`))
    if (contract % 5 === 0)
      print(`in use after ${contract} contracts`, megabytes(heldNow() - before))
  }
  await ledger.close()
  print('in use once it is closed', megabytes(heldNow() - before))
}

/**
 * Prints the time that warm histories save and the memory they use, measured in a process of its
 * own.
 */
export const raceFrontDoor = async (): Promise<void> => {
  await printWarmth([10_000, 1_000_000])
  spawnSync(process.execPath, ['--expose-gc', __filename], { stdio: 'inherit' })
}

if (require.main === module) void printBudget(200_000)
