import { targetFaults } from './check-target'
import type { Scheme } from './scheme'
import type { Target } from './target'

const scheme: Scheme = {
  levels: ['floor'],
  bands: [
    { code: 'met', label: 'Met', grade: 'good', when: { meets: 'target' } },
    { code: 'close', label: 'Close', grade: 'approaching-target', when: { clears: 'floor' } },
    { code: 'missed', label: 'Missed', grade: 'inadequate', when: 'otherwise' },
  ],
  notRated: { code: 'none', label: 'None' },
}
const range = { comparator: 'between', low: 10, high: 20 } as const

describe('M10 a level', () => {
  it.each<[string, Target]>([
    ['wider than the range', { ...range, levels: { floor: { low: 5, high: 25 } } }],
    ['beside the range at one end', { ...range, levels: { floor: { low: 10, high: 25 } } }],
    ['beside it at the other', { ...range, levels: { floor: { low: 5, high: 20 } } }],
    ['a margin around the range', { ...range, levels: { floor: { percent: 10 } } }],
    ['a margin from a value', { comparator: '>=', value: 90, levels: { floor: { absolute: 5 } } }],
  ])('may be %s', (_, target) => {
    const nested = { ...scheme, bands: scheme.bands.slice(1) }
    expect(targetFaults(nested, target)).toEqual([])
  })
})
