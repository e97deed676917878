import { atLeast, atMost, between, expectExample, moreThan } from './fixture.spec'
import type { Example } from './fixture.spec'
import { under } from './under'

const byOne = under({ meets: 'target', under: { absolute: 1 } })
const byPercent = under({ meets: 'target', under: { percent: 5 } })

describe('M11 misses the target by less than a margin', () => {
  it.each<Example>([
    [atLeast(5), [4.01, 5], [4]],
    [atMost(5), [5.99, 5], [6]],
    [moreThan(5), [4.01, 5], [4]],
    [between(5, 7), [4.01, 6, 7.99], [4, 8]],
  ])('of %j at %j, not at %j', (...example) => {
    expectExample(byOne, example)
  })

  it.each<Example>([
    [atLeast(0), [0, 1], [-0.01]],
    [moreThan(0), [1], [0]],
  ])('M10 a percentage of 0 adds nothing: %j at %j, not at %j', (...example) => {
    expectExample(byPercent, example)
  })

  it('is put into words with the margin, and refers to no level or tolerance', () => {
    expect(under({ meets: 'target', under: { percent: 5 } })).toMatchObject({
      inWords: 'meets the target, or misses it by less than 5 %',
      level: null,
      needsLevel: false,
      usesTolerance: false,
    })
  })
})
