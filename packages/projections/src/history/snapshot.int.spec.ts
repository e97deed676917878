import { memoryCheckpoints, memoryStore } from '@kpi-ledger/adapters'
import {
  foldHistory,
  streamOf,
  type CheckpointStore,
  type EventId,
  type EventStore,
  type History,
  type RecordedEvent,
} from '@kpi-ledger/core'
import type { Checkpoint } from '@kpi-ledger/core/store'
import {
  branded,
  currentVersion,
  emptyHistory,
  eventTypes,
  historySize,
  toNewEvent,
} from '@kpi-ledger/core/unstable'
import { merkleLog } from '@kpi-ledger/core/proofs'
import { arbitraryLedger, generateLedger } from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'
import fc from 'fast-check'
import { valueOf } from '../fixture.spec'
import { inOrder } from '../../../../scripts/jest/in-order'
import { encodeHistory } from './encode-history'
import { decodeHistory, HISTORY_VERSION } from './history.codec'
import { checksumOf } from './open-snapshot'
import { loadHistory, saveHistory } from './snapshot'

const contract = 'pssp'
const stream = streamOf(contract)
const key = { name: `snapshot of ${stream}`, version: HISTORY_VERSION }

/** A contract's history with every type of event. */
const life: ReadonlyArray<RecordedEvent> = [
  ...generateLedger({ events: 1500, contracts: 1, publications: true }),
]

const storeOf = async (events: ReadonlyArray<RecordedEvent>): Promise<EventStore> => {
  const store = memoryStore()
  if (events.length > 0) valueOf(await store.append(stream, events.map(toNewEvent), 'no-stream')())
  return store
}

/** The snapshot of the first events of a ledger. */
const snapshotOf = async (events: ReadonlyArray<RecordedEvent>): Promise<CheckpointStore> => {
  const snapshots = memoryCheckpoints()
  const loaded = valueOf(await loadHistory(await storeOf(events), snapshots, contract)())
  valueOf(await saveHistory(snapshots, loaded)())
  return snapshots
}

const savedIn = async (snapshots: CheckpointStore): Promise<Checkpoint> => {
  const saved = valueOf(await snapshots.load(key)())
  if (saved === null) throw new Error('no snapshot was saved')
  return saved
}

const withCut = arbitraryLedger({ contract }).chain((events) =>
  fc.tuple(fc.constant(events), fc.nat(events.length)),
)

describe('a history as text', () => {
  it('comes back the same, to the last entry', () => {
    const histories = [emptyHistory(), foldHistory(life)]
    for (const history of histories) {
      const text = encodeHistory(history)
      expect(inOrder(valueOf(decodeHistory(text)))).toBe(inOrder(history))
    }
  })

  it('comes back the same for any contract, in the same order, and can be continued', () => {
    fc.assert(
      fc.property(arbitraryLedger(), (events) => {
        const history = foldHistory(events)
        const decoded = valueOf(decodeHistory(encodeHistory(history)))
        expect(decoded.rules).toStrictEqual(history.rules)
        expect(decoded.withdrawals).toStrictEqual(history.withdrawals)
        const periodsIn = ({ actuals }: History) =>
          [...actuals].map(([kpi, latest]) => [kpi, [...latest].map(([period]) => period)])
        expect(periodsIn(decoded)).toEqual(periodsIn(history))
        expect(inOrder(decoded)).toBe(inOrder(history))
      }),
    )
  })

  it.each<readonly [string, string, string]>([
    ['no JSON', '{', 'not JSON: '],
    ['nothing', '', 'not JSON: '],
    ['something else', '[]', 'expected'],
    ['an unknown field', encodeHistory(emptyHistory()).replace('{', '{"kip":1,'), 'kip: '],
    [
      'an instant that is none',
      encodeHistory(emptyHistory()).replace('"recordedAt":[]', '"recordedAt":["now"]'),
      'recordedAt[0]: ',
    ],
    [
      'a revision it does not have',
      encodeHistory(foldHistory(life.slice(0, 2))).replace('"revision":1', '"revision":2'),
      'it refers to revision 2, but has 2 events',
    ],
    [
      'columns of unequal length',
      encodeHistory(emptyHistory()).replace(
        '"actuals":[]',
        '"actuals":[{"kpi":"K","revisions":[],"periods":["2016-04"],"corrections":[],"outcomes":[]}]',
      ),
      'the columns of the actuals of K differ in length',
    ],
    [
      'short of an origin',
      encodeHistory(foldHistory(life.slice(0, 2))).replace(/"ids":\["[^"]*",/, '"ids":['),
      'the columns of the origins differ in length',
    ],
  ])('is refused if it is %s', (_, text, reason) => {
    const answer = decodeHistory(text)
    expect(E.isLeft(answer) && answer.left).toContain(reason)
  })

  it('has a new version for every change of an event', () => {
    const later = eventTypes.filter((type) => currentVersion(type) > 1)
    // Whoever adds a version here must raise HISTORY_VERSION.
    expect([HISTORY_VERSION, later]).toEqual([6, []])
  })
})

describe('a ledger opened with a snapshot', () => {
  const events = life.map((event) => ({ ...event, stream }))

  it('folds only what came after it', async () => {
    const asked: Array<unknown> = []
    const store = await storeOf(events)
    const loaded = valueOf(
      await loadHistory(
        {
          read: (name, options) => {
            asked.push([name, options])
            return store.read(name, options)
          },
        },
        await snapshotOf(events.slice(0, 1400)),
        contract,
      )(),
    )
    expect({ ...loaded, history: inOrder(loaded.history) }).toStrictEqual({
      stream,
      history: inOrder(foldHistory(events)),
      log: expect.anything() as unknown,
      last: events.at(-1),
      fromSnapshot: 1400,
      snapshot: 1400,
      ignored: null,
    })
    expect(loaded.log.rootAt(events.length)).toEqual(merkleLog(events).rootAt(events.length))
    expect(asked).toEqual([[stream, { from: 1399 }]])
  })

  it('is the same with a snapshot of any size as without', async () => {
    await fc.assert(
      fc.asyncProperty(withCut, async ([ledger, size]) => {
        const snapshots = await snapshotOf(ledger.slice(0, size))
        const loaded = valueOf(await loadHistory(await storeOf(ledger), snapshots, contract)())
        expect({ ...loaded, history: inOrder(loaded.history) }).toEqual({
          stream,
          history: inOrder(foldHistory(ledger)),
          log: expect.anything() as unknown,
          last: ledger.at(-1) ?? null,
          fromSnapshot: size,
          snapshot: size,
          ignored: null,
        })
        expect(loaded.log.edge()).toEqual(merkleLog(ledger).edge())
      }),
    )
  })

  it('is the same with a snapshot that is garbled anywhere', async () => {
    const garbled = withCut.chain(([ledger, size]) =>
      fc.tuple(
        fc.constant(ledger),
        fc.constant(Math.max(1, size)),
        fc.nat(),
        fc.integer({ min: 1, max: 127 }),
        fc.constantFrom('changed', 'cut', 'doubled', 'moved'),
      ),
    )
    await fc.assert(
      fc.asyncProperty(garbled, async ([ledger, size, place, flip, how]) => {
        const snapshots = await snapshotOf(ledger.slice(0, size))
        const { position, state } = await savedIn(snapshots)
        const text = state ?? ''
        const at = place % text.length
        const [before, after] = [text.slice(0, at), text.slice(at + 1)]
        const changed = {
          changed: {
            position,
            state: before + String.fromCharCode(text.charCodeAt(at) ^ flip) + after,
          },
          cut: { position, state: before },
          doubled: { position, state: text + text.slice(at) },
          moved: { position: `stream:${place % 100}:${stream}x`, state },
        }
        valueOf(await snapshots.save(key, changed[how])())
        const loaded = valueOf(await loadHistory(await storeOf(ledger), snapshots, contract)())
        expect(inOrder(loaded.history)).toBe(inOrder(foldHistory(ledger)))
        expect(loaded.last).toEqual(ledger.at(-1))
        expect(loaded.fromSnapshot).toBe(0)
        expect(loaded.ignored).not.toBeNull()
      }),
    )
  })

  it('can be saved again, and is then continued from there', async () => {
    const snapshots = await snapshotOf(events.slice(0, 100))
    const store = await storeOf(events)
    const loaded = valueOf(await loadHistory(store, snapshots, contract)())
    valueOf(await saveHistory(snapshots, loaded)())
    const again = valueOf(await loadHistory(store, snapshots, contract)())
    expect({ ...again, history: inOrder(again.history) }).toEqual({
      ...{ ...loaded, history: inOrder(loaded.history), log: expect.anything() as unknown },
      ...{ fromSnapshot: events.length, snapshot: events.length },
    })
    expect(again.log.edge()).toEqual(loaded.log.edge())
  })

  it('saves nothing for a ledger without events', async () => {
    const snapshots = await snapshotOf([])
    expect(await snapshots.load(key)()).toEqual(E.right(null))
    const loaded = valueOf(await loadHistory(await storeOf([]), snapshots, contract)())
    expect({ ...loaded, history: inOrder(loaded.history) }).toEqual({
      stream,
      history: inOrder(emptyHistory()),
      log: merkleLog([]),
      last: null,
      fromSnapshot: 0,
      snapshot: 0,
      ignored: null,
    })
  })
})

describe('a snapshot that does not fit is ignored:', () => {
  const events = life.slice(0, 200).map((event) => ({ ...event, stream }))

  /** Loads all events with snapshots made from them, and returns why those were ignored. */
  const ignored = async (
    snapshots: CheckpointStore,
    ledger: ReadonlyArray<RecordedEvent> = events,
  ): Promise<string | null> => {
    const loaded = valueOf(await loadHistory(await storeOf(ledger), snapshots, contract)())
    expect(inOrder(loaded.history)).toBe(inOrder(foldHistory(ledger)))
    expect(loaded.last).toEqual(ledger.at(-1))
    expect(loaded.fromSnapshot).toBe(0)
    return loaded.ignored
  }

  /** The same, if the root is to be proven. */
  const proven = async (
    snapshots: CheckpointStore,
    ledger: ReadonlyArray<RecordedEvent> = events,
  ): Promise<string | null> => {
    const store = await storeOf(ledger)
    const loaded = valueOf(await loadHistory(store, snapshots, contract, { proven: true })())
    expect(inOrder(loaded.history)).toBe(inOrder(foldHistory(ledger)))
    expect(loaded.log).toEqual(merkleLog(ledger))
    expect(loaded.fromSnapshot).toBe(0)
    return loaded.ignored
  }

  const changed = async (
    change: (saved: { readonly position: string; readonly state: string }) => Checkpoint,
  ): Promise<CheckpointStore> => {
    const snapshots = await snapshotOf(events.slice(0, 100))
    const { position, state } = await savedIn(snapshots)
    valueOf(await snapshots.save(key, change({ position, state: state ?? '' }))())
    return snapshots
  }

  it('of another version of the format', async () => {
    const snapshots = memoryCheckpoints()
    const saved = await savedIn(await snapshotOf(events.slice(0, 100)))
    valueOf(await snapshots.save({ ...key, version: HISTORY_VERSION + 1 }, saved)())
    expect(await ignored(snapshots)).toBeNull()
  })

  it('of another stream', async () => {
    const snapshots = memoryCheckpoints()
    const other = streamOf('other')
    const store = memoryStore()
    valueOf(await store.append(other, events.map(toNewEvent), 'no-stream')())
    valueOf(await saveHistory(snapshots, valueOf(await loadHistory(store, snapshots, 'other')()))())
    const theirs = valueOf(await snapshots.load({ ...key, name: `snapshot of ${other}` })())
    if (theirs === null) throw new Error('no snapshot was saved')
    valueOf(await snapshots.save(key, theirs)())
    expect(await ignored(snapshots)).toBe(`it is of the stream ${other}`)
  })

  it('of a stream that has a different event there', async () => {
    const snapshots = await snapshotOf(events.slice(0, 100))
    const reason = 'revision 99 of the stream is another event'
    const withId = events.map((event, n) =>
      n === 99 ? { ...event, id: branded<EventId>('00000000-0000-4000-8000-00000000000f') } : event,
    )
    expect(await ignored(snapshots, withId)).toBe(reason)
    const withContent = events.map((event, n) =>
      n === 99 ? { ...event, metadata: { actor: 'somebody else' } } : event,
    )
    expect(await ignored(snapshots, withContent)).toBe(reason)
  })

  it('of more events than the stream has', async () => {
    const snapshots = await snapshotOf(events.slice(0, 100))
    expect(await ignored(snapshots, events.slice(0, 99))).toBe(
      'the stream has fewer than its 100 events',
    )
  })

  it('with earlier events that differ from the stream’s, if its root is proven', async () => {
    const snapshots = await snapshotOf(events.slice(0, 100))
    const other = events.map((event, n) =>
      n === 50 ? { ...event, metadata: { actor: 'somebody else' } } : event,
    )
    expect(await proven(snapshots, other)).toBe('its root is not that of the events in the store')
  })

  it('with a root that does not match its edge', async () => {
    const root = /"root":"[0-9a-f]{64}"/
    const snapshots = await changed(({ position, state }) => ({
      position,
      state: state.replace(root, `"root":"${'0'.repeat(64)}"`),
    }))
    expect(await ignored(snapshots)).toBe('its root is not that of its edge')
  })

  it('with a wrong checksum', async () => {
    const snapshots = await changed(({ position, state }) => ({
      position,
      state: state.replace('2016-04', '2016-05').replace('"text":"', '"text":"x'),
    }))
    expect(await ignored(snapshots)).toBe('its checksum is wrong')
  })

  it('at another position than its last event', async () => {
    const snapshots = await changed(({ state }) => ({ position: `stream:98:${stream}`, state }))
    expect(await ignored(snapshots)).toBe('its position is not that of its last event')
  })

  it('of a size other than it claims', async () => {
    const { state } = await savedIn(await snapshotOf(events.slice(0, 99)))
    const [seal = ''] = (state ?? '').split('\n')
    const snapshots = await changed((saved) => {
      const [, body = ''] = saved.state.split('\n')
      const resealed = seal.replace(/"checksum":"[^"]*"/, `"checksum":"${checksumOf(body)}"`)
      return { position: `stream:98:${stream}`, state: `${resealed}\n${body}` }
    })
    expect(await ignored(snapshots)).toBe('it has 100 events, not 99')
  })

  it('that is not a snapshot', async () => {
    const none = await changed(({ position }) => ({ position, state: null }))
    expect(await ignored(none)).toBe('it contains no history')
    const seal = await changed(({ position }) => ({ position, state: '{}\n{}' }))
    expect(await ignored(seal)).toContain('stream: ')
    const text = await changed(({ position }) => ({ position, state: 'a report' }))
    expect(await ignored(text)).toContain('expected JSON')
  })

  it('that cannot be loaded', async () => {
    const snapshots: CheckpointStore = {
      ...memoryCheckpoints(),
      load: () => async () => E.left({ _tag: 'Unavailable', reason: 'gone' }),
    }
    expect(await ignored(snapshots)).toBe('the store cannot be reached: gone')
  })

  it('but a failure of the event store is an error', async () => {
    const error = { _tag: 'Unavailable', reason: 'gone' } as const
    const store: Pick<EventStore, 'read'> = {
      async *read() {
        yield E.left(error)
      },
    }
    for (const snapshots of [memoryCheckpoints(), await snapshotOf(events)])
      expect(await loadHistory(store, snapshots, contract)()).toEqual(E.left(error))
    expect(historySize(foldHistory(events))).toBe(200)
  })
})

describe('a forged snapshot that has been resealed', () => {
  const events = life.slice(0, 200).map((event) => ({ ...event, stream }))

  /** A snapshot of all events in which one figure is different and the checksum is right. */
  const lying = async (): Promise<CheckpointStore> => {
    const snapshots = await snapshotOf(events)
    const { position, state } = await savedIn(snapshots)
    const [seal = '', body = ''] = (state ?? '').split('\n')
    const lie = body.replace(/"kind":"measured","value":[^},]*/, '"kind":"measured","value":99.96')
    expect(lie).not.toBe(body)
    const resealed = seal.replace(/"checksum":"[^"]*"/, `"checksum":"${checksumOf(lie)}"`)
    valueOf(await snapshots.save(key, { position, state: `${resealed}\n${lie}` })())
    return snapshots
  }

  it('is detected and not used wherever a root is proven', async () => {
    const store = await storeOf(events)
    const loaded = valueOf(await loadHistory(store, await lying(), contract, { proven: true })())
    expect(loaded.snapshot).toBe(0)
    expect(loaded.ignored).toBe('its history is not the one that the events in the store give')
    expect(inOrder(loaded.history)).toBe(inOrder(foldHistory(events)))
  })

  it('is used if it is genuine', async () => {
    const snapshots = await snapshotOf(events.slice(0, 150))
    const store = await storeOf(events)
    const loaded = valueOf(await loadHistory(store, snapshots, contract, { proven: true })())
    expect(loaded).toMatchObject({ fromSnapshot: 0, snapshot: 150, ignored: null })
  })

  it('is trusted if nothing is proven, as the docs say', async () => {
    const loaded = valueOf(await loadHistory(await storeOf(events), await lying(), contract)())
    expect(loaded).toMatchObject({ fromSnapshot: events.length, ignored: null })
    expect(inOrder(loaded.history)).not.toBe(inOrder(foldHistory(events)))
  })
})
