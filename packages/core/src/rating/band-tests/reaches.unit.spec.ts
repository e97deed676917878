import { atLeast, atMost, between, expectExample } from './fixture.spec'
import type { Example } from './fixture.spec'
import { reaches } from './reaches'

const floor = reaches({ reaches: 'floor' })

describe('M11 is at a level or better', () => {
  it.each<Example>([
    [{ ...atLeast(5), levels: { floor: 3 } }, [3, 4], [2.99]],
    [{ ...atMost(5), levels: { floor: 8 } }, [8, 4], [8.01]],
    [{ ...between(5, 6), levels: { floor: { low: 3, high: 8 } } }, [3, 8], [2.99, 8.01]],
  ])('of %j at %j, not at %j', (...example) => {
    expectExample(floor, example)
  })

  it('holds for no value of a KPI without that level', () => {
    expectExample(floor, [atLeast(5), [], [-9, 5, 9]])
    expect(floor.accepts(atLeast(5))).toBeNull()
    expect(reaches({ reaches: 'constructor' }).accepts({ ...atLeast(5), levels: {} })).toBeNull()
  })

  it('is put into words with the level it refers to', () => {
    expect(reaches({ reaches: 'floor' })).toMatchObject({
      inWords: "is at the KPI's floor level or better",
      level: 'floor',
      needsLevel: true,
      usesTolerance: false,
    })
  })
})
