import { fc } from '@kpi-ledger/testing'
import { alternatives, nearest } from './alternatives'

describe('what an unknown name may have meant', () => {
  it.each([
    ['wate', ['ict', 'pssp', 'waste'], ['waste']],
    ['watse', ['ict', 'waste'], ['waste']],
    ['PSSP', ['ict', 'pssp'], ['pssp']],
    ['pssp', ['pssp-2016', 'ict-2009'], ['pssp-2016']],
    ['R&B-K-1', ['R&B-K-001', 'R&B-K-010', 'CS-K-001'], ['R&B-K-001', 'R&B-K-010']],
    ['1', ['2', '3', '10'], ['10']],
    ['zebra', ['ict', 'pssp'], []],
    ['x', [], []],
  ])('%s of %j is near %j', (typed, names, expected) => {
    expect(nearest(typed, names)).toEqual(expected)
  })

  it('is the name itself with one letter added, left out, replaced or swapped', () => {
    const name = fc.stringMatching(/^[a-z]{4,20}$/)
    fc.assert(
      fc.property(name, fc.nat(), fc.constantFrom(0, 1, 2, 3), (right, place, edit) => {
        const i = place % (right.length - 1)
        const [start, a = '', b = '', end] = [
          right.slice(0, i),
          right[i],
          right[i + 1],
          right.slice(i + 2),
        ]
        const wrong = [`${a}#${b}`, b, `#${b}`, `${b}${a}`][edit]
        expect(nearest(`${start}${String(wrong)}${end}`, ['#'.repeat(40), right])).toEqual([right])
      }),
    )
  })

  it.each([
    ['x', [], '; there are none'],
    ['zebra', ['ict'], '; there is "ict"'],
    ['zebra', ['ict', 'pssp', 'parks'], '; there are "ict", "pssp" and "parks"'],
    ['wate', ['waste'], '; did you mean "waste"?'],
    ['wate', ['ict', 'waste'], '; did you mean "waste"? There are "ict" and "waste"'],
  ])('%s of %j is put as %s', (typed, names, said) => {
    expect(alternatives(typed, names)).toBe(said)
  })

  it('is limited to the ten nearest of many, with how many more there are', () => {
    const names = Array.from({ length: 43 }, (_, i) => `K-${String(i + 100)}`)
    expect(alternatives('K-14', names)).toBe(
      '; did you mean "K-104", "K-114" or "K-124"? There are "K-104", "K-114", "K-124", "K-134", ' +
        '"K-140", "K-141", "K-142", "K-100", "K-101", "K-102" and 33 more',
    )
  })
})
