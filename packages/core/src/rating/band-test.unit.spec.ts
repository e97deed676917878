import { acceptance, meaningOf, type BandTest } from './band-test'
import { atLeast, expectExample } from './band-tests/fixture.spec'

describe('M11 otherwise', () => {
  it('accepts everything that is left', () => {
    expectExample(meaningOf('otherwise'), [atLeast(5), [-1e12, 1e12], []])
  })

  it('is put into words, and refers to nothing', () => {
    expect(meaningOf('otherwise')).toMatchObject({
      ...{ inWords: 'is none of these', level: null, usesTolerance: false },
    })
  })
})

describe('M11 the meaning of a band’s test', () => {
  it.each<[BandTest, string]>([
    [{ meets: 'target' }, 'meets the target'],
    [
      { meets: 'target', within: 'tolerance' },
      'meets the target, or misses it by at most its tolerance',
    ],
    [{ meets: 'target', under: { percent: 5 } }, 'meets the target, or misses it by less than 5 %'],
    [{ beats: 'target' }, 'is better than the target'],
    [{ clears: 'floor' }, "is better than the KPI's floor level, or the KPI has none"],
    [{ reaches: 'floor' }, "is at the KPI's floor level or better"],
    ['otherwise', 'is none of these'],
  ])('%j %s', (when, inWords) => {
    const meaning = meaningOf(when)
    expect(meaning.inWords).toBe(inWords)
    const target = { ...atLeast(5), levels: { floor: 3 } }
    expect(acceptance(when, target)).toEqual(meaning.accepts(target))
  })
})
