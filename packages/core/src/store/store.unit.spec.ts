import * as E from 'fp-ts/Either'
import type { Pages } from './event-store'
import { collect, foldPages } from './pages'
import { formatPosition, parsePosition, type Position } from './position'
import { describe as describeError } from '../describe'
import type { StoreError } from './store-error'

type Page = E.Either<StoreError, ReadonlyArray<number>>

const failed: StoreError = { _tag: 'Unavailable', reason: 'gone' }

/** Pages that record how many were pulled, and whether they were released. */
const watched = (pages: ReadonlyArray<Page>) => {
  const seen = { pulled: 0, released: false }
  async function* give(): Pages<number> {
    try {
      for (const page of pages) {
        seen.pulled++
        yield page
      }
    } finally {
      seen.released = true
    }
  }
  return { pages: give(), seen }
}

const add = (sum: number, n: number): E.Either<never, number> => E.right(sum + n)

describe('foldPages', () => {
  it('folds every item of every page in order', async () => {
    const { pages } = watched([E.right([1, 2]), E.right([]), E.right([3])])
    const inOrder = foldPages(pages, '', (text, n: number) => E.right(`${text}${n}`))
    expect(await inOrder()).toEqual(E.right('123'))
  })

  it('returns the initial value if there is nothing', async () => {
    expect(await foldPages(watched([]).pages, 7, add)()).toEqual(E.right(7))
    expect(await foldPages(watched([E.right([])]).pages, 7, add)()).toEqual(E.right(7))
  })

  it('ends at the first error and pulls no more pages', async () => {
    const { pages, seen } = watched([E.right([1]), E.left(failed), E.right([2])])
    expect(await foldPages(pages, 0, add)()).toEqual(E.left(failed))
    expect(seen).toEqual({ pulled: 2, released: true })
  })

  it('ends at the first item that is refused and releases the pages', async () => {
    const { pages, seen } = watched([E.right([1, 2, 3]), E.right([4])])
    const steps: Array<number> = []
    const upToTwo = foldPages(pages, 0, (sum, n: number) => {
      steps.push(n)
      return n > 1 ? E.left('too much') : E.right(sum + n)
    })
    expect(await upToTwo()).toEqual(E.left('too much'))
    expect(steps).toEqual([1, 2])
    expect(seen).toEqual({ pulled: 1, released: true })
  })

  it('pulls nothing before it is run', () => {
    const { pages, seen } = watched([E.right([1])])
    foldPages(pages, 0, add)
    expect(seen.pulled).toBe(0)
  })
})

describe('collect', () => {
  it('returns all items in order, or the error', async () => {
    expect(await collect(watched([E.right([1, 2]), E.right([3])]).pages)()).toEqual(
      E.right([1, 2, 3]),
    )
    expect(await collect(watched([]).pages)()).toEqual(E.right([]))
    expect(await collect(watched([E.right([1]), E.left(failed)]).pages)()).toEqual(E.left(failed))
  })
})

describe('a position as text', () => {
  it.each<readonly [Position, string]>([
    [{ kind: 'store', at: '41' }, 'store:41'],
    [{ kind: 'store', at: 'C:12/P:12\n' }, 'store:C:12/P:12\n'],
    [{ kind: 'store', at: '' }, 'store:'],
    [{ kind: 'stream', stream: 'kpiContract-a', revision: 0 }, 'stream:0:kpiContract-a'],
    [{ kind: 'stream', stream: 'a:b', revision: 120 }, 'stream:120:a:b'],
  ])('%j is %j', (position, text) => {
    expect(formatPosition(position)).toBe(text)
    expect(parsePosition(text)).toEqual(E.right(position))
  })

  it.each([
    '',
    '41',
    'store',
    'stream:a',
    'stream:-1:a',
    'stream:01:a',
    'stream:1.5:a',
    ' store:1',
  ])('is not %j', (text) => {
    expect(parsePosition(text)).toEqual(E.left(`expected a position, got "${text}"`))
  })
})

describe('an error of a store', () => {
  const stream = 'kpiContract-pssp'
  it.each<readonly [StoreError, string]>([
    [
      { _tag: 'Conflict', stream, expected: 'no-stream', actual: 3 },
      'kpiContract-pssp was expected to be at no stream, but is at revision 3',
    ],
    [
      { _tag: 'Conflict', stream, expected: 'stream-exists', actual: 'no-stream' },
      'kpiContract-pssp was expected to be at a stream, but is at no stream',
    ],
    [
      { _tag: 'Conflict', stream, expected: 'any', actual: 0 },
      'kpiContract-pssp was expected to be at anything, but is at revision 0',
    ],
    [
      { _tag: 'Conflict', stream, expected: 4, actual: 5 },
      'kpiContract-pssp was expected to be at revision 4, but is at revision 5',
    ],
    [{ _tag: 'IdReused', id: 'x' }, 'event id x is already used for another event'],
    [{ _tag: 'StreamDeleted', stream }, 'stream kpiContract-pssp has been deleted'],
    [{ _tag: 'AccessDenied', reason: 'no' }, 'access denied: no'],
    [{ _tag: 'Unavailable', reason: 'no' }, 'the store cannot be reached: no'],
    [{ _tag: 'TimedOut', reason: 'no' }, 'the store did not answer in time: no'],
    [{ _tag: 'NotFound', what: 'group g' }, 'group g does not exist'],
    [{ _tag: 'TooLarge', limit: 5 }, 'too large: at most 5 bytes can be written at once'],
    [{ _tag: 'Corrupt', stream: null, revision: null, at: 'line 2', reason: 'no' }, 'line 2: no'],
    [
      { _tag: 'NotSupported', operation: 'reading backwards', reason: 'no' },
      'reading backwards is not supported: no',
    ],
  ])('%j is put into a sentence', (error, sentence) => {
    expect(describeError(error)).toBe(sentence)
  })
})
