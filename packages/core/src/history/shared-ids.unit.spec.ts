import { IdList } from './id-list'
import { SharedIds } from './shared-ids'

const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

describe('ids of streams that are kept once for the ledger', () => {
  it('are found only in their own stream, and stay in the ledger', () => {
    const ledger = new IdList()
    const [even, odd] = [new SharedIds(ledger), new SharedIds(ledger)]
    for (let n = 0; n < 12; n++) ledger.push(id(n))
    for (let n = 0; n < 10; n++) (n % 2 === 0 ? even : odd).push(id(n))
    expect([even.length, odd.length, ledger.length]).toEqual([5, 5, 12])
    expect([even.at(2), odd.at(2), odd.at(5), odd.at(-1)]).toEqual([
      id(4),
      id(5),
      undefined,
      undefined,
    ])
    expect([even.indexOf(id(4)), odd.indexOf(id(4)), odd.indexOf(id(9))]).toEqual([2, -1, 4])
    expect(even.indexOf(id(10))).toBe(-1)
    odd.cut(4)
    expect([odd.length, odd.indexOf(id(9)), ledger.indexOf(id(9))]).toEqual([4, -1, 9])
    odd.push(id(11))
    expect([odd.at(4), odd.indexOf(id(11))]).toEqual([id(11), 4])
  })
})
