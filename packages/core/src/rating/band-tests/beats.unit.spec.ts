import { atLeast, atMost, between, expectExample, lessThan, moreThan } from './fixture.spec'
import type { Example } from './fixture.spec'
import { beats } from './beats'

const plain = beats({ beats: 'target' })
const byOne = beats({ beats: 'target', by: { absolute: 1 } })

describe('M11 beats the target', () => {
  it.each<Example>([
    [atLeast(5), [5.01], [5, 4]],
    [atMost(5), [4.99], [5, 6]],
  ])('of %j at %j, not at %j', (...example) => {
    expectExample(plain, example)
  })

  it.each<Example>([
    [moreThan(5), [], [6, 5]],
    [lessThan(5), [], [4, 5]],
    [between(1, 2), [], [0, 1, 1.5, 3]],
  ])('never if there is no exact target point: %j', (...example) => {
    expectExample(plain, example)
    expect(plain.accepts(example[0])).toBeNull()
  })

  it('is put into words, and refers to no level or tolerance', () => {
    expect(beats({ beats: 'target' })).toMatchObject({
      ...{ inWords: 'is better than the target', level: null },
      ...{ needsLevel: false, usesTolerance: false },
    })
  })
})

describe('M11 beats the target by more than a margin', () => {
  it.each<Example>([
    [atLeast(5), [6.01], [6, 5]],
    [atMost(5), [3.99], [4, 5]],
    [moreThan(5), [6.01], [6]],
    [lessThan(5), [3.99], [4]],
    [between(1, 2), [], [0, 1.5, 9]],
  ])('of %j at %j, not at %j', (...example) => {
    expectExample(byOne, example)
  })

  it('is put into words with the margin', () => {
    expect(beats({ beats: 'target', by: { absolute: 1 } })).toMatchObject({
      inWords: 'is better than the target by more than 1',
      level: null,
      usesTolerance: false,
    })
  })
})

describe('M11 beats the target by more than its tolerance', () => {
  const byTolerance = beats({ beats: 'target', by: 'tolerance' })

  it.each<Example>([
    [{ ...atLeast(5), tolerance: { absolute: 1 } }, [6.01], [6, 5]],
    [{ ...lessThan(20), tolerance: { percent: 5 } }, [18.99], [19, 20]],
    [{ ...between(1, 2), tolerance: { absolute: 1 } }, [], [0, 1.5, 9]],
    [atLeast(5), [5.01], [5]],
    [moreThan(5), [], [6]],
  ])('of %j at %j, not at %j', (...example) => {
    expectExample(byTolerance, example)
  })

  it('uses the tolerance, and is described as doing so', () => {
    expect(beats({ beats: 'target', by: 'tolerance' })).toMatchObject({
      inWords: 'is better than the target by more than its tolerance',
      usesTolerance: true,
    })
  })
})
