import { randomUUID } from 'node:crypto'
import { fc } from '@kpi-ledger/testing'
import { runs } from '../../../../scripts/jest/runs'
import { IdList } from './id-list'

const ids = fc.uniqueArray(
  fc.oneof(
    { weight: 5, arbitrary: fc.uuid() },
    { weight: 1, arbitrary: fc.string({ maxLength: 5 }) },
  ),
  { maxLength: 200 },
)

describe('ids in 16 bytes each', () => {
  it('come back unchanged, and are found at their places, even after a cut', () => {
    fc.assert(
      fc.property(ids, ids, fc.nat(), fc.integer(), (first, others, n, seed) => {
        const list = new IdList(seed)
        const expectHeld = (held: ReadonlyArray<string>): void => {
          expect(list.length).toBe(held.length)
          expect(held.map((_, i) => list.at(i))).toEqual(held)
          expect(list.at(held.length)).toBeUndefined()
          expect(list.at(-1)).toBeUndefined()
          expect(held.map((id) => list.indexOf(id))).toEqual(held.map((_, i) => i))
          for (const id of [...first, ...others])
            if (!held.includes(id)) expect(list.indexOf(id)).toBe(-1)
        }
        for (const id of first) list.push(id)
        expectHeld(first)
        const kept = first.slice(0, n % (first.length + 1))
        list.cut(kept.length)
        expectHeld(kept)
        const more = [...kept, ...others.filter((id) => !kept.includes(id))]
        for (const id of more.slice(kept.length)) list.push(id)
        expectHeld(more)
      }),
    )
  })

  it('are found among very many', () => {
    const many = Array.from({ length: runs(100_000) }, () => randomUUID())
    const list = new IdList()
    for (const [i, id] of many.entries()) {
      list.push(id)
      if (i % 1000 === 0) expect(list.indexOf(id)).toBe(i)
    }
    expect(many.findIndex((id, i) => list.indexOf(id) !== i || list.at(i) !== id)).toBe(-1)
    expect(list.indexOf(randomUUID())).toBe(-1)
  })
})
