import { PassThrough } from 'node:stream'
import * as E from 'fp-ts/Either'
import type { ClientResolvedEvent } from './client'
import { PAGE, pagesOf, type Source } from './pages'

const item = (n: number): ClientResolvedEvent => ({
  event: { streamId: 's', id: String(n), revision: BigInt(n), type: 't', data: {} },
})
const range = (length: number): ReadonlyArray<number> => Array.from({ length }, (_, n) => n)

/** A client's readable, fed by hand, that counts how often it was cancelled. */
const source = (options: Partial<Source> = {}) => {
  const readable = new PassThrough({ objectMode: true, highWaterMark: 2 * PAGE })
  const seen = { cancelled: 0 }
  const open = (): Source => ({
    readable,
    cancel: async () => {
      seen.cancelled++
    },
    timeout: 60_000,
    ...options,
  })
  return { readable, seen, pages: pagesOf(open)[Symbol.asyncIterator]() }
}

const idsOf = (result: IteratorResult<E.Either<unknown, ReadonlyArray<ClientResolvedEvent>>>) =>
  result.done === true
    ? 'end'
    : E.isLeft(result.value)
      ? result.value.left
      : result.value.right.map(({ event }) => Number(event?.id))

describe('pages of a client', () => {
  it('have what is available, up to the size of a page', async () => {
    const { readable, seen, pages } = source()
    const first = pages.next()
    for (const n of range(PAGE + 3)) readable.write(item(n))
    const delivered = [idsOf(await first), idsOf(await pages.next())]
    expect(delivered).toEqual([range(PAGE), [PAGE, PAGE + 1, PAGE + 2]])
    readable.end(item(999))
    expect(idsOf(await pages.next())).toEqual([999])
    expect(idsOf(await pages.next())).toBe('end')
    expect(seen.cancelled).toBe(1)
  })

  it('deliver what came before an error, then the error', async () => {
    const { readable, seen, pages } = source()
    const first = pages.next()
    readable.write(item(0))
    readable.emit('error', Object.assign(new Error('gone'), { type: 'cancelled', code: 1 }))
    expect(idsOf(await first)).toEqual([0])
    expect(idsOf(await pages.next())).toEqual({ _tag: 'Unavailable', reason: 'gone' })
    expect(idsOf(await pages.next())).toBe('end')
    expect(seen.cancelled).toBe(1)
  })

  it('notice an error that comes before anything is requested, and a second one', async () => {
    const { readable, pages } = source()
    const first = pages.next()
    readable.emit('error', new Error('one'))
    readable.emit('error', new Error('two'))
    expect(idsOf(await first)).toEqual({ _tag: 'Unavailable', reason: 'one' })
    readable.emit('error', new Error('three'))
    expect(idsOf(await pages.next())).toBe('end')
  })

  it('end silently at an error that is to be ignored', async () => {
    const { readable, pages } = source({ errorOf: () => null })
    const first = pages.next()
    readable.emit('error', new Error('nothing there'))
    expect(idsOf(await first)).toBe('end')
  })

  it('time out after a while without events', async () => {
    const { seen, pages } = source({ timeout: 1 })
    expect(idsOf(await pages.next())).toEqual({
      _tag: 'TimedOut',
      reason: 'no answer within 1 ms',
    })
    expect(idsOf(await pages.next())).toBe('end')
    expect(seen.cancelled).toBe(1)
  })

  it('never time out once confirmed, which an empty page reports', async () => {
    const { readable, pages } = source({ timeout: 1, confirms: true })
    const first = pages.next()
    readable.emit('confirmation')
    expect(idsOf(await first)).toEqual([])
    const next = pages.next()
    await new Promise((resolve) => setTimeout(resolve, 20))
    readable.write(item(0))
    expect(idsOf(await next)).toEqual([0])
    await pages.return?.()
  })

  it('end when aborted, even while they wait, and cancel the call', async () => {
    const closing = new AbortController()
    const { seen, pages } = source({ signal: closing.signal })
    const first = pages.next()
    await Promise.resolve()
    closing.abort()
    expect(idsOf(await first)).toBe('end')
    expect(seen.cancelled).toBe(1)
  })

  it('cancel the call when the loop is left', async () => {
    const { readable, seen, pages } = source()
    const first = pages.next()
    readable.write(item(0))
    await first
    await pages.return?.()
    expect(seen.cancelled).toBe(1)
  })

  it('do without a call that cannot be cancelled', async () => {
    const { readable, pages } = source({ cancel: () => Promise.reject(new Error('never begun')) })
    const first = pages.next()
    readable.end()
    expect(idsOf(await first)).toBe('end')
    await new Promise(setImmediate)
  })

  it('apply backpressure to a server that is faster than its reader', async () => {
    const { readable, pages } = source()
    const first = pages.next()
    let written = 0
    while (readable.write(item(written++)) && written < 100_000);
    expect(idsOf(await first)).toEqual(range(PAGE))
    expect(written).toBeLessThan(10 * PAGE)
    await pages.return?.()
  })
})
