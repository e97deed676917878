import { month } from '../period/month'
import { effectiveTarget, profileValue, targetInWords, type Target } from './target'

const april = month(2016, 4)
const march = month(2017, 3)
const plain = { comparator: '>=', value: 90 } as const
const range = { comparator: 'between', low: 10, high: 20 } as const
const profiled = { ...plain, profile: { '04': 80 } }

describe('M14 the target in a month', () => {
  it.each<[string, Target | null]>([
    ['one value', plain],
    ['a range', range],
    ['none', null],
  ])('is itself if it is %s', (_, target) => {
    expect(effectiveTarget(target, april, 4)).toBe(target)
  })

  it('is the value of its profile, or at the end of the year its own', () => {
    expect(effectiveTarget(profiled, april, 4)).toEqual({ comparator: '>=', value: 80 })
    expect(effectiveTarget(profiled, month(2016, 5), 4)).toBeNull()
    expect(effectiveTarget(profiled, march, 4)).toEqual(plain)
    expect(profileValue(plain, april, 4)).toBe(90)
  })

  it('is the same object each time', () => {
    expect(effectiveTarget(profiled, april, 4)).toBe(effectiveTarget(profiled, april, 4))
  })
})

it.each([
  ['>=', 95, '>= 95'],
  ['<', -0.5, '< -0.5'],
  ['between', { low: 10, high: 20 }, '10 to 20'],
  ['>=', null, 'none'],
  [null, 95, 'none'],
] as const)('a target of %s %j is said as %s', (comparator, target, words) => {
  expect(targetInWords(comparator, target)).toBe(words)
})
