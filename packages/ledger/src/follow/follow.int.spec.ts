import { memoryStore } from '@kpi-ledger/adapters'
import type { EventStore, StoreError } from '@kpi-ledger/core'
import type { Subscription } from '@kpi-ledger/core/store'
import * as E from 'fp-ts/Either'
import { closeAll, contractOf, correction, figure, open } from '../fixture.spec'
import { orThrow, type Answered, type ScorecardJson } from '../index'

afterEach(closeAll)

const april = { kind: 'scorecard', period: '2016-04' } as const

const valueIn = (result: IteratorResult<Answered<ScorecardJson>, unknown>): unknown => {
  if (result.done === true) return 'done'
  const { value } = result
  if (E.isLeft(value)) return value.left._tag
  return value.right.serviceAreas[0]?.kpis[0]?.cells[0]?.outcome ?? null
}

const measured = (value: number) => ({ kind: 'measured', value })

/** A store that counts its open subscriptions and lets a test make them fail. */
const watched = (inner: EventStore = memoryStore()) => {
  const seen = { open: 0, opened: 0 }
  let broken: StoreError | null = null
  const fails = new Set<(error: StoreError) => void>()
  const subscribe: EventStore['subscribe'] = (options) => {
    seen.opened++
    seen.open++
    const real = inner.subscribe(options)
    let fail: (error: StoreError) => void = () => undefined
    const failed = new Promise<StoreError>((resolve) => (fail = resolve))
    fails.add(fail)
    async function* messages(): AsyncGenerator<
      Subscription extends AsyncIterable<infer Message> ? Message : never
    > {
      const iterator = real[Symbol.asyncIterator]()
      try {
        for (;;) {
          const next = await Promise.race([iterator.next(), failed])
          if ('_tag' in next) {
            yield E.left(next)
            return
          }
          if (next.done === true) return
          yield next.value
        }
      } finally {
        seen.open--
        real.close()
      }
    }
    return { close: real.close, [Symbol.asyncIterator]: messages }
  }
  const read: EventStore['read'] = (stream, options) => {
    const failing = broken
    return failing === null
      ? inner.read(stream, options)
      : (async function* () {
          yield E.left(failing)
        })()
  }
  const breakDown = (error: StoreError | null): void => {
    broken = error
    if (error !== null) for (const fail of fails) fail(error)
  }
  return { seen, breakDown, store: { ...inner, subscribe, read } }
}

describe('follow', () => {
  it('gives the answer now, and again whenever it changes', async () => {
    const { seen, store } = watched()
    const ledger = await open(store)
    orThrow(await ledger.record(contractOf('c')))
    const followed = ledger.follow('c', april)
    expect(seen.opened).toBe(0)
    expect(valueIn(await followed.next())).toBe(null)
    for (const value of [95, 96]) {
      const next = followed.next()
      orThrow(
        await ledger.record([
          value === 95 ? figure('c', 'K-0', value) : correction('c', 'K-0', value),
        ]),
      )
      expect(valueIn(await next)).toEqual(measured(value))
    }
    expect(await followed.return?.()).toEqual({ done: true, value: undefined })
    await ledger.close()
    expect(seen).toEqual({ open: 0, opened: 1 })
  })

  it('gives a slow reader the newest answer', async () => {
    const store = memoryStore()
    const [ledger, other] = [await open(store), await open({ ...store })]
    orThrow(await ledger.record([...contractOf('c'), figure('c', 'K-0', 1)]))
    const followed = ledger.follow('c', april)
    expect(valueIn(await followed.next())).toEqual(measured(1))
    for (const value of [2, 3, 4, 5]) orThrow(await other.record([correction('c', 'K-0', value)]))
    expect(valueIn(await followed.next())).toEqual(measured(5))
  })

  it('waits for a contract that is not there yet, and skips an unchanged answer', async () => {
    const ledger = await open()
    const followed = ledger.follow('c', { kind: 'tracker', kpi: 'K-0', year: 'FY2016' })
    const first = await followed.next()
    expect(first).toMatchObject({ value: { left: { _tag: 'NoSuchContract' } } })
    const next = followed.next()
    orThrow(await ledger.record(contractOf('c')))
    expect(await next).toMatchObject({ value: { right: { outlook: 'not-started' } } })
    const last = followed.next()
    orThrow(await ledger.record([figure('c', 'K-0', 95)]))
    await followed.return?.()
    expect(await last).toEqual({ done: true, value: undefined })
  })

  it('shares one subscription to a contract among all who follow it', async () => {
    const { seen, store } = watched()
    const ledger = await open(store)
    orThrow(await ledger.record(contractOf('c')))
    const all = Array.from({ length: 5 }, () => ledger.follow('c', april))
    for (const each of all) expect(valueIn(await each.next())).toBe(null)
    const next = all.map((each) => each.next())
    orThrow(await ledger.record([figure('c', 'K-0', 95)]))
    for (const each of next) expect(valueIn(await each)).toEqual(measured(95))
    expect(seen).toEqual({ open: 1, opened: 1 })
    for (const each of all) await each.return?.()
    await ledger.close()
    expect(seen.open).toBe(0)
  })

  it('is ended by a signal, even while it waits or before it begins', async () => {
    const ledger = await open()
    const controller = new AbortController()
    const { signal } = controller
    const followed = ledger.follow('c', april, { signal })
    expect(valueIn(await followed.next())).toBe('NoSuchContract')
    const waiting = followed.next()
    controller.abort()
    expect(valueIn(await waiting)).toBe('done')
    expect(valueIn(await ledger.follow('c', april, { signal }).next())).toBe('done')
  })

  it('ends with Closed when the ledger is closed', async () => {
    const ledger = await open()
    const followed = ledger.follow('c', april)
    expect(valueIn(await followed.next())).toBe('NoSuchContract')
    const waiting = followed.next()
    await ledger.close()
    expect(valueIn(await waiting)).toBe('Closed')
    expect(valueIn(await followed.next())).toBe('done')
  })

  it('reports an outage, subscribes again and goes on', async () => {
    const { seen, breakDown, store } = watched()
    const ledger = await open(store)
    orThrow(await ledger.record([...contractOf('c'), figure('c', 'K-0', 1)]))
    const followed = ledger.follow('c', april)
    expect(valueIn(await followed.next())).toEqual(measured(1))
    const next = followed.next()
    breakDown({ _tag: 'Unavailable', reason: 'gone' })
    expect(valueIn(await next)).toBe('Unavailable')
    breakDown(null)
    expect(valueIn(await followed.next())).toEqual(measured(1))
    const after = followed.next()
    orThrow(await ledger.record([correction('c', 'K-0', 2)]))
    expect(valueIn(await after)).toEqual(measured(2))
    expect(seen.opened).toBeGreaterThan(1)
  })

  it('ends after a permanent error', async () => {
    const { breakDown, store } = watched()
    const ledger = await open(store)
    orThrow(await ledger.record(contractOf('c')))
    const followed = ledger.follow('c', april)
    expect(valueIn(await followed.next())).toBe(null)
    const next = followed.next()
    breakDown({ _tag: 'AccessDenied', reason: 'no' })
    expect(valueIn(await next)).toBe('AccessDenied')
    expect(valueIn(await followed.next())).toBe('done')
  })

  it('ends when its loop is left', async () => {
    const { seen, store } = watched()
    const ledger = await open(store)
    orThrow(await ledger.record(contractOf('c')))
    for await (const answer of ledger.follow('c', april)) {
      expect(E.isRight(answer)).toBe(true)
      break
    }
    await ledger.close()
    expect(seen.open).toBe(0)
  })
})
