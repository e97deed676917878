import { atLeast, atMost, between, expectExample, lessThan } from './fixture.spec'
import type { Example } from './fixture.spec'
import { clears } from './clears'

const floor = clears({ clears: 'floor' })

describe('M11 is better than a level', () => {
  it.each<Example>([
    [{ ...atLeast(5), levels: { floor: 3 } }, [3.01], [3, 2]],
    [{ ...atMost(0), levels: { floor: 1 } }, [0], [1, 2]],
    [{ ...between(5, 6), levels: { floor: { low: 3, high: 8 } } }, [3.01, 7.99], [3, 8]],
    // As margins (M10): measured from the target, and from each end of a range.
    [{ ...atLeast(11.36), levels: { floor: { percent: 5 } } }, [10.7921], [10.792, 10]],
    [{ ...lessThan(-20), levels: { floor: { percent: 10 } } }, [-18.01], [-18]],
    [{ ...between(10, 20), levels: { floor: { percent: 10 } } }, [9.01, 21.99], [9, 22]],
  ])('of %j at %j, not at %j', (...example) => {
    expectExample(floor, example)
  })

  it('holds for every value of a KPI without that level', () => {
    expectExample(floor, [atLeast(5), [-9, 9], []])
    expectExample(floor, [{ ...atLeast(5), levels: { other: 3 } }, [-9, 9], []])
  })

  it('does not mistake a method for a level', () => {
    expectExample(clears({ clears: 'constructor' }), [atLeast(5), [-9], []])
    expectExample(clears({ clears: 'constructor' }), [{ ...atLeast(5), levels: {} }, [-9], []])
  })

  it('is put into words with the level it refers to', () => {
    expect(floor).toMatchObject({
      inWords: "is better than the KPI's floor level, or the KPI has none",
      level: 'floor',
      usesTolerance: false,
    })
  })
})
