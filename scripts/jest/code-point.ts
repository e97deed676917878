import fc from 'fast-check'

const SURROGATES = { first: 0xd800, count: 0x800 }

/**
 * Any character but half of one, as the unit of `fc.string`. The unit `binary` draws them too, but lists all 1.1
 * million before the first is drawn, which takes a second in every file that asks for it.
 */
export const codePoint: fc.Arbitrary<string> = fc
  .nat(0x10ffff - SURROGATES.count)
  .map((n) => String.fromCodePoint(n < SURROGATES.first ? n : n + SURROGATES.count))
