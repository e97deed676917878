import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { StoreError } from '@kpi-ledger/core'
import * as E from 'fp-ts/Either'
import { defaultRetry, resuming, retrying, waitAfter, waitOf, type Retry } from './retry'

const retry: Retry = { attempts: 3, delay: 0, longest: 0 }
const away: E.Either<StoreError, never> = E.left({ _tag: 'Unavailable', reason: 'away' })
const late: E.Either<StoreError, never> = E.left({ _tag: 'TimedOut', reason: 'late' })
const denied: E.Either<StoreError, never> = E.left({ _tag: 'AccessDenied', reason: 'no' })

/** A task that gives answers one after another, and counts how many were requested. */
const answering = <A>(answers: ReadonlyArray<E.Either<StoreError, A>>) => {
  const asked = { times: 0 }
  const work = async (): Promise<E.Either<StoreError, A>> => answers[asked.times++] ?? away
  return { asked, work }
}

describe('retrying', () => {
  it.each<readonly [string, ReadonlyArray<E.Either<StoreError, number>>, number]>([
    ['immediate success', [E.right(1)], 1],
    ['an outage', [away, E.right(1)], 2],
    ['no answer in time', [late, away, E.right(1)], 3],
    ['a final error', [away, denied, E.right(1)], 2],
    ['an outage that lasts', [away, away, late, E.right(1)], 3],
  ])('ends with the last answer: %s', async (_, answers, times) => {
    const { asked, work } = answering(answers)
    expect(await retrying(retry, work)).toEqual(answers[times - 1])
    expect(asked.times).toBe(times)
  })
})

it('waits about 16 seconds in all before it gives up, as the docs say', () => {
  const waits = Array.from({ length: defaultRetry.attempts - 1 }, (_, n) =>
    waitOf(n + 1, defaultRetry),
  )
  expect(waits.reduce((sum, wait) => sum + wait, 0)).toBe(16_300)
  const page = readFileSync(join(__dirname, '../../../../docs/eventstoredb.md'), 'utf8')
  expect(page.replace(/\s+/g, ' ')).toContain(
    `(${String(defaultRetry.attempts)}, with waits of about 16 seconds in all)`,
  )
})

describe('resuming', () => {
  type Page = E.Either<StoreError, ReadonlyArray<number>>

  /** Gives the pages of one opening after another, and counts the openings. */
  const opening = (openings: ReadonlyArray<ReadonlyArray<Page>>) => {
    const seen = { opened: 0, released: 0 }
    async function* open() {
      const pages = openings[seen.opened++] ?? []
      try {
        yield* pages
      } finally {
        seen.released++
      }
    }
    return { open, seen }
  }

  const all = async (pages: AsyncIterable<Page>): Promise<ReadonlyArray<Page>> => {
    const delivered: Array<Page> = []
    for await (const page of pages) delivered.push(page)
    return delivered
  }

  const page = (...items: ReadonlyArray<number>): Page => E.right(items)

  it('continues after an outage, as often as something arrives in between', async () => {
    const { open, seen } = opening([
      [page(1), away],
      [away],
      [page(2), late],
      [page(3), away],
      [away],
      [page(4)],
    ])
    expect(await all(resuming(retry, open))).toEqual([page(1), page(2), page(3), page(4)])
    expect(seen).toEqual({ opened: 6, released: 6 })
  })

  it('reports the outage once the attempts are used up, and releases the source', async () => {
    const { open, seen } = opening([[page(1), away], [late], [away], [page(2)]])
    expect(await all(resuming(retry, open))).toEqual([page(1), away])
    expect(seen).toEqual({ opened: 3, released: 3 })
  })

  it('reports a final error at once', async () => {
    const { open } = opening([[page(1), denied], [page(2)]])
    expect(await all(resuming(retry, open))).toEqual([page(1), denied])
  })

  it('stops silently when aborted, even while it waits', async () => {
    const closing = new AbortController()
    const { open, seen } = opening([[page(1), away], [page(2)]])
    const pages = resuming({ ...retry, delay: 1e6, longest: 1e6 }, open, closing.signal)
    const first = await pages[Symbol.asyncIterator]().next()
    expect(first.value).toEqual(page(1))
    const rest = all(pages)
    await new Promise(setImmediate)
    closing.abort()
    expect(await rest).toEqual([])
    expect(seen).toEqual({ opened: 1, released: 1 })
  })

  it('releases the source when the loop is left', async () => {
    const { open, seen } = opening([[page(1), page(2)]])
    for await (const first of resuming(retry, open)) {
      expect(first).toEqual(page(1))
      break
    }
    expect(seen).toEqual({ opened: 1, released: 1 })
  })
})

describe('waitAfter', () => {
  it('resolves at once if already aborted', async () => {
    const closing = new AbortController()
    closing.abort()
    await waitAfter(30, { attempts: 1, delay: 1e9, longest: 1e9 }, closing.signal)
    expect(closing.signal.aborted).toBe(true)
  })
})
