import {
  accepts,
  atLeast,
  atMost,
  between,
  expectExample,
  lessThan,
  moreThan,
} from './fixture.spec'
import type { Example } from './fixture.spec'
import { meets } from './meets'

const absolute = { absolute: 1 }
const plain = meets({ meets: 'target' })
const within = meets({ meets: 'target', within: absolute })
const tolerance = meets({ meets: 'target', within: 'tolerance' })

describe('M9 meets the target', () => {
  it.each<Example>([
    [atLeast(5), [5, 5.01], [4.99]],
    [moreThan(5), [5.01], [4.99, 5]],
    [atMost(5), [4.99, 5], [5.01]],
    [lessThan(5), [4.99], [5, 5.01]],
    [between(5, 7), [5, 6, 7], [4.99, 7.01, -6]],
  ])('of %j at %j, not at %j', (...example) => {
    expectExample(plain, example)
  })

  it('is put into words, and refers to no level or tolerance', () => {
    expect(meets({ meets: 'target' })).toMatchObject({
      ...{ inWords: 'meets the target', level: null },
      ...{ needsLevel: false, usesTolerance: false },
    })
  })
})

describe('M11 meets the target within a margin', () => {
  it.each<Example>([
    [atLeast(5), [4, 5, 9], [3.99]],
    [atMost(5), [6, 5, -9], [6.01]],
    [moreThan(5), [4, 5], [3.9]],
    [lessThan(5), [6, 5], [6.1]],
  ])('of %j at %j, not at %j', (...example) => {
    expectExample(within, example)
  })

  it('M10 exactly: 11.36 less 5 % is 10.792', () => {
    const percent = meets({ meets: 'target', within: { percent: 5 } })
    expect(accepts(percent, atLeast(11.36), 10.792)).toBe(true)
    expect(accepts(percent, atLeast(11.36), 10.7919)).toBe(false)
  })

  it('M10 measured from each end of a range', () => {
    const percent = meets({ meets: 'target', within: { percent: 10 } })
    expectExample(percent, [between(10, 100), [9, 110], [8.99, 110.01]])
  })

  it('is put into words with the margin', () => {
    expect(within).toMatchObject({
      inWords: 'meets the target, or misses it by at most 1',
      level: null,
      usesTolerance: false,
    })
    expect(meets({ meets: 'target', within: { percent: 2.5 } }).inWords).toBe(
      'meets the target, or misses it by at most 2.5 %',
    )
  })
})

describe('M11 meets the target within the KPI’s own tolerance', () => {
  it('by as much as the tolerance', () => {
    expectExample(tolerance, [{ ...atLeast(5), tolerance: absolute }, [4], [3.99]])
    expectExample(tolerance, [{ ...between(5, 7), tolerance: absolute }, [4, 8], [3.99, 8.01]])
  })

  it('not at all if it has none', () => {
    expectExample(tolerance, [atLeast(5), [5], [4.99]])
  })

  it('is the only test that uses a tolerance, and says so', () => {
    expect(tolerance).toMatchObject({
      inWords: 'meets the target, or misses it by at most its tolerance',
      level: null,
      usesTolerance: true,
    })
  })
})
