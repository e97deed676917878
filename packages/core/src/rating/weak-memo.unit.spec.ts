import { WeakMemo } from './weak-memo'

describe('what is worked out once for an object', () => {
  it('is computed once, however often it is asked for', () => {
    const memo = new WeakMemo<object, number>()
    const [a, b] = [{}, {}]
    let made = 0
    const make = () => ++made
    expect([memo.get(a, make), memo.get(b, make), memo.get(a, make)]).toEqual([1, 2, 1])
  })

  it('is forgotten after many others, so that memory does not grow with a ledger', () => {
    const memo = new WeakMemo<object, number>()
    const keys = Array.from({ length: 4097 }, () => ({}))
    for (const [i, key] of keys.entries()) memo.get(key, () => i)
    const [first = {}] = keys
    const last = keys.at(-1) ?? {}
    expect(memo.get(last, () => -1)).toBe(4096)
    expect(memo.get(first, () => -1)).toBe(-1)
  })
})
