import { memoryCheckpoints, memoryStore } from '@kpi-ledger/adapters'
import type { CheckpointStore, EventStore } from '@kpi-ledger/core'
import type { EventReader, ReadOptions } from '@kpi-ledger/core/store'
import { textLeafHash, toHex } from '@kpi-ledger/core/unstable'
import { HISTORY_VERSION } from '@kpi-ledger/projections'
import { fc, fixedClock } from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'
import { closeAll, contractOf, correction, figure, open } from '../fixture.spec'
import { orThrow, type Ledger } from '../index'
import { WarmContracts } from './warm-contracts'
import { runs } from '../../../../scripts/jest/runs'

afterEach(closeAll)

/** A store that notes the revisions from which its streams were read. */
const watched = (store: EventStore) => {
  const reads: Array<number> = []
  const read = (stream: string, options?: ReadOptions) => {
    reads.push(options?.from ?? 0)
    return store.read(stream, options)
  }
  return { reads, store: { ...store, read } }
}

const noted = (contract: string, text: string) =>
  ({ type: 'AddNote', contract, period: '2016-04', text }) as const

describe('a contract that was asked before', () => {
  it('is brought up to date by reading only new events', async () => {
    const { reads, store } = watched(memoryStore())
    const other = await open(store)
    orThrow(await other.record(contractOf('c')))
    const ledger = await open(store)
    reads.length = 0
    for (const value of [95, 96, 97]) {
      orThrow(await ledger.scorecard('c', { period: '2016-04' }))
      orThrow(
        await other.record([
          value === 95 ? figure('c', 'K-0', value) : correction('c', 'K-0', value),
        ]),
      )
    }
    // Each ledger reads everything at first, and later from the last event it knows.
    expect(reads).toEqual([0, 0, 2, 2, 3, 3])
    const card = orThrow(await ledger.scorecard('c', { period: '2016-04' }))
    expect(card.serviceAreas[0]?.kpis[0]?.cells[0]?.outcome).toEqual({
      kind: 'measured',
      value: 97,
    })
  })

  it('is read again from the start if its store has other events', async () => {
    const first = memoryStore()
    const second = memoryStore()
    for (const [store, kpis] of [
      [first, 3],
      [second, 1],
    ] as const)
      orThrow(await (await open(store)).record(contractOf('c', kpis)))
    let reader: EventReader = first
    const store: EventStore = { ...first, read: (stream, options) => reader.read(stream, options) }
    const ledger = await open(store)
    expect(orThrow(await ledger.digest('c')).size).toBe(5)
    reader = second
    expect(orThrow(await ledger.digest('c')).size).toBe(3)
    reader = memoryStore()
    expect(await ledger.digest('c')).toMatchObject({ left: { _tag: 'NoSuchContract' } })
  })

  it('may lag behind what others record by the allowed staleness, and never behind its own ledger', async () => {
    const { reads, store } = watched(memoryStore())
    const other = await open(store)
    const ledger = await open(store, { staleness: 3_600_000 })
    orThrow(await ledger.record(contractOf('c')))
    const size = async () => orThrow(await ledger.digest('c')).size
    expect(await size()).toBe(3)
    orThrow(await other.record([noted('c', 'theirs')]))
    reads.length = 0
    expect(await size()).toBe(3)
    expect(reads).toEqual([])
    orThrow(await ledger.record([noted('c', 'ours')]))
    expect(await size()).toBe(5)
  })
})

describe('the budget', () => {
  it('is never exceeded, since the least recently used contract is evicted', async () => {
    const { reads, store } = watched(memoryStore())
    const names = ['a', 'b', 'c', 'd']
    const writer = await open(store)
    for (const name of names) orThrow(await writer.record(contractOf(name)))
    const warm = new WarmContracts(async () => E.right(store), {
      ...{ budget: 7, staleness: 0, elapsed: () => 0, snapshots: null },
    })
    const ask = async (name: string) => {
      reads.length = 0
      const refreshed = await warm.current(name, false)
      expect(warm.size).toBeLessThanOrEqual(7)
      return E.isRight(refreshed) && refreshed.right.warm
    }
    expect(await ask('a')).toBe(false)
    expect(await ask('b')).toBe(false)
    expect(await ask('a')).toBe(true)
    expect(await ask('c')).toBe(false)
    expect(await ask('a')).toBe(true)
    expect(await ask('b')).toBe(false)
    expect(await ask('none')).toBe(false)
    expect(warm.size).toBe(6)
    warm.clear()
    expect(warm.size).toBe(0)
  })

  it('of zero keeps nothing, and questions are still answered', async () => {
    const ledger = await open(memoryStore(), { budget: 0 })
    orThrow(await ledger.record(contractOf('c')))
    expect(orThrow(await ledger.digest('c')).size).toBe(3)
  })
})

/** What two ledgers on one store do, one step after another or at the same time. */
const steps = fc.array(
  fc.record({
    by: fc.constantFrom(0, 1),
    what: fc.constantFrom('record', 'batch', 'refused', 'dry run', 'publish', 'ask'),
    kpi: fc.nat(2),
    value: fc.nat(100),
    /** Whether the next step waits for this one. */
    waits: fc.boolean(),
  }),
  { maxLength: 14 },
)
type Step = typeof steps extends fc.Arbitrary<ReadonlyArray<infer S>> ? S : never

const carryOut = (ledger: Ledger, { what, kpi, value }: Step): Promise<unknown> => {
  const cell = [figure('c', `K-${kpi}`, value), correction('c', `K-${kpi}`, value)] as const
  switch (what) {
    case 'record':
      return ledger.record([value % 2 === 0 ? cell[0] : cell[1]])
    case 'batch':
      return ledger.record([noted('c', `${value}`), cell[1], noted('c', 'and')])
    case 'refused':
      return ledger.record([noted('c', 'never'), figure('c', 'no such KPI', value)])
    case 'dry run':
      return ledger.record(cell, { dryRun: true })
    case 'publish':
      return ledger.publish('c', { period: '2016-03', actor: 'A', incomplete: true, again: true })
    case 'ask':
      return ledger.scorecard('c', { period: '2016-04' })
  }
}

/** Every answer that is drawn from a contract's folded events. */
const answersOf = async (ledger: Ledger): Promise<unknown> => [
  await ledger.scorecard('c', { period: ['2016-04', '2016-05'] }),
  await ledger.explanation('c', { kpi: 'K-0', period: '2016-04' }),
  await ledger.findings('c', { lateAfter: 5 }),
  await ledger.restatements('c'),
  await ledger.digest('c'),
  await ledger.scorecard('c', { period: '2016-04', atRevision: 4 }),
]

describe('whatever two ledgers on one store record, and in whatever order', () => {
  it('warm answers equal cold answers, and both logs are complete', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const inner = memoryStore()
        // They share the events but not the queue, as two processes would.
        // They share a clock, since an event later than the clock is a finding (M20).
        const clock = { now: fixedClock() }
        const ledgers = [await open({ ...inner }, clock), await open({ ...inner }, clock)]
        orThrow(await (await open(inner, clock)).record(contractOf('c', 3)))
        const running: Array<Promise<unknown>> = []
        for (const step of all) {
          const ledger = ledgers[step.by]
          if (ledger === undefined) continue
          running.push(carryOut(ledger, step))
          if (step.waits) await Promise.all(running)
        }
        await Promise.all(running)
        const cold = await answersOf(await open(inner, clock))
        for (const ledger of ledgers) expect(await answersOf(ledger)).toEqual(cold)
        await closeAll()
      }),
      { numRuns: runs(60) },
    )
  })
})

describe('a long history with snapshots', () => {
  const notes = (count: number) =>
    Array.from({ length: count }, (_, n) => noted('c', `A note, number ${n}.`))

  /** A store with a history long enough for a snapshot, and its checkpoints. */
  const long = async () => {
    const { reads, store } = watched(memoryStore())
    const snapshots = memoryCheckpoints()
    const writer = await open(store, { snapshots })
    orThrow(await writer.record(contractOf('c')))
    orThrow(await writer.record(notes(1000)))
    orThrow(await writer.due('c', { period: '2016-04' }))
    reads.length = 0
    return { reads, store, snapshots }
  }

  it('is read from where its snapshot ends, to record and to answer without a root', async () => {
    const { reads, store, snapshots } = await long()
    const ledger = await open(store, { snapshots })
    orThrow(await ledger.record([figure('c', 'K-0', 95)]))
    orThrow(await ledger.due('c', { period: '2016-04' }))
    expect(reads).toEqual([1002, 1002])
  })

  it('is read from its first event, once, if a root is shown', async () => {
    const { reads, store, snapshots } = await long()
    const without = orThrow(await (await open(store)).scorecard('c', { period: '2016-04' }))
    const ledger = await open(store, { snapshots })
    orThrow(await ledger.due('c', { period: '2016-04' }))
    reads.length = 0
    expect(orThrow(await ledger.scorecard('c', { period: '2016-04' }))).toEqual(without)
    orThrow(await ledger.digest('c'))
    expect(reads).toEqual([0, 1002])
  })

  it('is not taken from its snapshot if a root is shown', async () => {
    const { store, snapshots } = await long()
    const name = 'snapshot of kpiContract-c'
    const key = { name, version: HISTORY_VERSION }
    const saved = orThrow(await snapshots.load(key)())
    const [seal = '', body = ''] = (saved?.state ?? '').split('\n')
    const lie = body.replace('"value":90', '"value":10')
    const checksum = `"checksum":"${toHex(textLeafHash(lie))}"`
    const state = `${seal.replace(/"checksum":"[^"]*"/, checksum)}\n${lie}`
    orThrow(await snapshots.save(key, { position: saved?.position ?? '', state })())
    expect(lie).not.toBe(body)
    const cardBy = async (ledger: Ledger) => ledger.scorecard('c', { period: '2016-04' })
    expect(await cardBy(await open(store, { snapshots }))).toEqual(await cardBy(await open(store)))
    // The false snapshot was replaced.
    const again = orThrow(await snapshots.load(key)())
    expect(again?.state).toBe(saved?.state)
  })

  it('is answered even if snapshots can be neither read nor saved', async () => {
    const { store } = await long()
    const failing: CheckpointStore = {
      load: () => async () => E.left({ _tag: 'Unavailable', reason: 'gone' }),
      save: () => async () => E.left({ _tag: 'Unavailable', reason: 'gone' }),
    }
    const ledger = await open(store, { snapshots: failing })
    expect(orThrow(await ledger.digest('c')).size).toBe(1003)
  })
})
