import { fc } from '@kpi-ledger/testing'
import { runs } from '../../../../scripts/jest/runs'
import { PieceList } from './piece-list'

/** So many items to push, or a share of the list to leave. */
const steps = fc.array(
  fc.oneof(
    fc.record({ push: fc.constantFrom(1, 2, 4095, 4096, 5000) }),
    fc.record({ leave: fc.constantFrom(0, 0.3, 0.9, 1) }),
  ),
  { maxLength: 8 },
)

describe('a list in pieces', () => {
  it('has the items of a plain list, whatever was pushed and cut', () => {
    fc.assert(
      fc.property(steps, (taken) => {
        const list = new PieceList<number>()
        const plain: Array<number> = []
        let next = 0
        for (const step of taken)
          if ('push' in step)
            for (let i = 0; i < step.push; i++, next++) {
              list.push(next)
              plain.push(next)
            }
          else {
            const length = Math.floor(step.leave * plain.length)
            list.cut(length)
            plain.length = length
          }
        expect(list.length).toBe(plain.length)
        expect(plain.findIndex((each, i) => list.at(i) !== each)).toBe(-1)
        expect([list.at(-1), list.at(plain.length)]).toEqual([undefined, undefined])
      }),
      { numRuns: runs(100) },
    )
  })
})
