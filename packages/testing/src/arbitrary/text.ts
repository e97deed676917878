import type { TextShape } from '@kpi-ledger/core/unstable'
import fc from 'fast-check'

/**
 * Matches a pattern with look-around or a property of characters. Such a pattern only excludes
 * texts, so free text is drawn and filtered: for a property, fast-check would list a million
 * characters, which takes seconds.
 */
const ONLY_EXCLUDES = /\(\?<?[=!]|\\p\{/i
/** Matches the exclusion at the beginning of a pattern, which is left to the pattern's own test. */
const EXCLUDES_FIRST = /^\^\(\?![^()]*\)/

/**
 * The characters of texts. Created on demand: listing all graphemes takes longer than loading the
 * rest of this package.
 */
const unit = (): fc.Arbitrary<string> =>
  fc.oneof(
    { arbitrary: fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 1 }), weight: 12 },
    { arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }), weight: 6 },
    { arbitrary: fc.constantFrom('\n', '\t', '\u2028', '\ufeff', '\u200b', '𝔸'), weight: 1 },
  )

const freeText = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc.oneof(
    { arbitrary: fc.string({ unit: unit(), minLength, maxLength }), weight: 30 },
    { arbitrary: fc.constantFrom('a'.repeat(maxLength), '𝔸'.repeat(maxLength)), weight: 1 },
  )

const drawnFrom = ({
  pattern,
  minLength = 0,
  maxLength = 64,
  test,
}: TextShape): fc.Arbitrary<string> => {
  const drawable = pattern?.replace(EXCLUDES_FIRST, '^')
  return (
    drawable === undefined || ONLY_EXCLUDES.test(drawable)
      ? freeText(minLength, maxLength)
      : fc.stringMatching(new RegExp(drawable, 'u'), { maxLength })
  ).filter(test)
}

/**
 * The arbitraries made so far: one for a pattern is slow to build, and the same id occurs in a
 * hundred places.
 */
const drawn = new WeakMap<TextShape, fc.Arbitrary<string>>()

/** An arbitrary of the texts that a description accepts. */
export const textOf = (shape: TextShape): fc.Arbitrary<string> => {
  const known = drawn.get(shape) ?? drawnFrom(shape)
  drawn.set(shape, known)
  return known
}
