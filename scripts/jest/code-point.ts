import fc from 'fast-check'

const SURROGATES = { first: 0xd800, count: 0x800 }

/**
 * An arbitrary of any character except half a surrogate pair, as the unit of `fc.string`. The unit
 * `binary` gives the same, but lists all 1.1 million of them before the first is drawn, which takes
 * a second in every file that uses it.
 */
export const codePoint: fc.Arbitrary<string> = fc
  .nat(0x10ffff - SURROGATES.count)
  .map((n) => String.fromCodePoint(n < SURROGATES.first ? n : n + SURROGATES.count))
