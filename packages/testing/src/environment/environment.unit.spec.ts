import { fixedClock } from './fixed-clock'
import { sequentialIds } from './sequential-ids'

const take = (n: number, next: () => string): ReadonlyArray<string> =>
  Array.from({ length: n }, () => next())

describe('fixedClock', () => {
  test('returns its start first, then a step later each time, across midnight', () => {
    expect(take(3, fixedClock('2016-02-28T23:59:59.500Z', 500))).toEqual([
      '2016-02-28T23:59:59.500Z',
      '2016-02-29T00:00:00.000Z',
      '2016-02-29T00:00:00.500Z',
    ])
  })

  test('stands still with a step of 0', () => {
    const start = '2016-02-28T23:59:59.500Z'
    expect(take(3, fixedClock(start, 0))).toEqual([start, start, start])
  })

  test('does not move another clock', () => {
    const one = fixedClock()
    take(5, one)
    expect(fixedClock()()).toBe('2016-04-01T09:00:00.000Z')
  })
})

describe('sequentialIds', () => {
  test('gives UUIDs in lower case, none of them twice and the same in every run', () => {
    const ids = take(300, sequentialIds('a'))
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    expect(new Set(ids).size).toBe(300)
    expect(take(300, sequentialIds('a'))).toEqual(ids)
  })

  test('gives other ids for another prefix', () => {
    const ids = ['', 'a', 'b', 'ab', 'ba'].flatMap((prefix) => take(20, sequentialIds(prefix)))
    expect(new Set(ids).size).toBe(100)
  })
})
