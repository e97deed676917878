import { fc } from '@kpi-ledger/testing'
import { runs } from '../../../../scripts/jest/runs'
import { NumberList } from './number-list'

/** Numbers that are all the same, close together, far apart, or not integers. */
const numbers = fc.oneof(
  ...[0, 3, 200, 300, 70_000, 2 ** 33, Number.MAX_SAFE_INTEGER].map((far) =>
    fc.integer({ min: -Math.floor(far / 2), max: Math.ceil(far / 2) }),
  ),
  fc.double().map((n) => (Object.is(n, -0) ? 0 : n)),
)

/**
 * Steps: numbers to push, the share of the list at which to set one, or the share of it to keep.
 */
const steps = fc.array(
  fc.oneof(
    fc.record({
      push: numbers,
      by: fc.constantFrom(0, 1, 60, -1, -7, 2 ** 33),
      times: fc.constantFrom(1, 2, 20, 5000),
    }),
    fc.record({ set: numbers, at: fc.double({ min: 0, max: 1, noNaN: true }) }),
    fc.record({ leave: fc.double({ min: 0, max: 1, noNaN: true }) }),
  ),
  { maxLength: 8 },
)

describe('a list of numbers, as narrow as they allow', () => {
  it('has the numbers of a plain list, whatever was pushed, set and cut', () => {
    fc.assert(
      fc.property(steps, (taken) => {
        const list = new NumberList()
        let plain: Array<number> = []
        for (const step of taken) {
          if ('push' in step)
            for (let i = 0; i < step.times; i++) {
              list.push(step.push + i * step.by)
              plain.push(step.push + i * step.by)
            }
          else if ('set' in step) {
            const index = Math.floor(step.at * plain.length)
            list.set(index, step.set)
            if (index < plain.length) plain[index] = step.set
          } else {
            const length = Math.floor(step.leave * (plain.length + 1))
            list.cut(length)
            plain = plain.slice(0, length)
          }
        }
        expect(list.length).toBe(plain.length)
        expect(plain.findIndex((each, i) => !Object.is(list.at(i), each))).toBe(-1)
        expect([list.at(-1), list.at(plain.length)]).toEqual([NaN, NaN])
      }),
      { numRuns: runs(200) },
    )
  })
})
