import { memoryCheckpoints, memoryStore } from '@kpi-ledger/adapters'
import { streamOf, type EventStore } from '@kpi-ledger/core'
import type { ReadOptions } from '@kpi-ledger/core/store'
import { toNewEvent } from '@kpi-ledger/core/unstable'
import { generateLedger } from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'
import { period, valueOf } from '../fixture.spec'
import { loadHistory, saveHistory } from '../history/snapshot'
import { contractList } from './contract-list'
import { historiesIn, historiesTogether, readPortfolio } from './read-portfolio'

const events = [...generateLedger({ events: 600, contracts: 4, publications: true })]
const streams = [...new Set(events.map(({ stream }) => stream))]
const contracts = streams.map((stream) => stream.slice('kpiContract-'.length)).sort()
const query = { period: period('2012-05') }

interface Reading {
  readonly stream: string
  readonly from: number
}

/** A store that notes which streams are read, and from where. */
const watchedStore = async (): Promise<[EventStore, Array<Reading>]> => {
  const store = memoryStore()
  for (const stream of streams) {
    const own = events.filter((event) => event.stream === stream)
    valueOf(await store.append(stream, own.map(toNewEvent), 'no-stream')())
  }
  const readings: Array<Reading> = []
  const read = (stream: string, options: ReadOptions = {}) => {
    readings.push({ stream, from: options.from ?? 0 })
    return store.read(stream, options)
  }
  return [{ ...store, read }, readings]
}

describe('M38 the portfolio of a store', () => {
  it('reads each contract once, and agrees with a portfolio of all histories together', async () => {
    const [store, readings] = await watchedStore()
    const one = valueOf(await readPortfolio(historiesIn(store), query)())
    expect(readings).toEqual(contracts.map((contract) => ({ stream: streamOf(contract), from: 0 })))
    expect(one.contracts.map(({ contract }) => contract)).toEqual(contracts)
    expect(one.contracts.reduce((sum, { size }) => sum + size, 0)).toBe(600)
    expect(one.grades.good).toBeGreaterThan(0)
    const together = valueOf(await readPortfolio(historiesTogether(store), query)())
    expect(together).toEqual(one)
    expect(readings).toHaveLength(contracts.length)
  })

  it('reads a snapshot and what came after it, if there is one', async () => {
    const [store, readings] = await watchedStore()
    const snapshots = memoryCheckpoints()
    for (const contract of contracts.slice(1))
      valueOf(
        await saveHistory(snapshots, valueOf(await loadHistory(store, snapshots, contract)()))(),
      )
    readings.length = 0
    const seen: Array<number> = []
    const portfolio = await readPortfolio(historiesIn(store, snapshots), query, ({ origins }) =>
      seen.push(origins.length),
    )()
    expect(readings.map(({ from }) => from > 0)).toEqual([false, true, true, true])
    expect(seen.reduce((a, b) => a + b)).toBe(600)
    expect(portfolio).toEqual(await readPortfolio(historiesIn(store), query)())
  })

  it('leaves out a contract whose stream is deleted meanwhile, and ends at any other error', async () => {
    const [store] = await watchedStore()
    const [gone = ''] = streams
    const failing = (error: 'StreamDeleted' | 'Unavailable'): EventStore => ({
      ...store,
      read: (stream, options) =>
        stream !== gone
          ? store.read(stream, options)
          : (async function* () {
              yield E.left(
                error === 'StreamDeleted'
                  ? { _tag: error, stream }
                  : { _tag: error, reason: 'out' },
              )
            })(),
    })
    const left = valueOf(await readPortfolio(historiesIn(failing('StreamDeleted')), query)())
    expect(left.contracts).toHaveLength(3)
    expect(await readPortfolio(historiesIn(failing('Unavailable')), query)()).toEqual(
      E.left({ _tag: 'Unavailable', reason: 'out' }),
    )
  })
})

test('M38 the histories of a store end with the error that it gives', async () => {
  const [store] = await watchedStore()
  const out = E.left({ _tag: 'Unavailable', reason: 'out' } as const)
  const failing = async function* () {
    yield out
  }
  const all = async <A>(items: AsyncIterable<A>): Promise<ReadonlyArray<A>> => {
    const found: Array<A> = []
    for await (const item of items) found.push(item)
    return found
  }
  expect(await all(historiesTogether({ readAll: failing }))).toEqual([out])
  expect(await all(historiesIn({ ...store, readAll: failing }))).toEqual([out])
  expect(await all(historiesIn({ ...store, read: failing }))).toEqual([out])
})

test('M38 a contract that was not registered by then is not in the portfolio', async () => {
  const [store] = await watchedStore()
  const early = '2000-01-01T00:00:00.000Z'
  const asAt = { facts: early, rules: early, revision: null }
  const { contracts: none } = valueOf(await readPortfolio(historiesIn(store), { ...query, asAt })())
  expect(none).toEqual([])
})

test('M38 the contracts of a store are listed with their regimes, as at any time', async () => {
  const [store] = await watchedStore()
  const { contracts: all } = valueOf(await contractList(store)())
  expect(all.map(({ contract }) => contract)).toEqual(contracts)
  for (const { contract, regimes } of all) {
    const adopted = events.flatMap((event) =>
      event.stream === streamOf(contract) && event.type === 'RegimeAdopted'
        ? [event.data.regime]
        : [],
    )
    expect(adopted.length).toBeGreaterThan(0)
    expect(regimes.map(({ regime }) => regime).sort()).toEqual(adopted.sort())
    const months = regimes.map(({ effectiveFrom }) => effectiveFrom)
    expect(months).toEqual([...months].sort())
  }
  const none = valueOf(
    await contractList(store, {
      facts: '2000-01-01T00:00:00.000Z',
      rules: '2000-01-01T00:00:00.000Z',
    })(),
  )
  expect(none.contracts).toEqual([])
})
