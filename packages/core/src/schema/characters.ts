/*
 * Tests of a few characters at a time. A ledger's ids all differ, and on those a regular
 * expression takes four times as long.
 */

const SPACE = 0x20
const TILDE = 0x7e

/** 1 for each lower-case hexadecimal digit, by UTF-16 code unit. */
const LOWER_HEX = new Uint8Array(0x1_0000)
for (const c of '0123456789abcdef') LOWER_HEX[c.charCodeAt(0)] = 1

const lowerHex = (s: string, at: number): number => LOWER_HEX[s.charCodeAt(at)] ?? 0

/** Whether four characters are lower-case hexadecimal digits. */
export const areFourLowerHex = (s: string, at: number): boolean =>
  (lowerHex(s, at) & lowerHex(s, at + 1) & lowerHex(s, at + 2) & lowerHex(s, at + 3)) === 1

/** Whether text is printable ASCII without a space at either end; false for empty text. */
export const isPlainText = (s: string): boolean => {
  for (let i = 0; i < s.length; i++) {
    const c = s.charCodeAt(i)
    if (c < SPACE || c > TILDE) return false
  }
  return s.charCodeAt(0) > SPACE && s.charCodeAt(s.length - 1) > SPACE
}

/**
 * A test that remembers the text it accepted last, since much of a ledger comes in runs, such as
 * the events of one stream or the actuals of one period.
 */
export const inRuns = (test: (s: string) => boolean): ((s: string) => boolean) => {
  let last: string | null = null
  return (s) => {
    if (s === last) return true
    if (!test(s)) return false
    last = s
    return true
  }
}

/** The code points of a text: `U+0065 U+0301`. */
export const codePointsOf = (s: string): string =>
  Array.from(s, (c) => `U+${(c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`)
    .slice(0, 8)
    .join(' ')

/** The part of one text that differs from another: up to where they agree again. */
export const differing = (s: string, other: string): string => {
  const [own, others] = [Array.from(s), Array.from(other)]
  const first = own.findIndex((c, i) => c !== others[i])
  if (first < 0) return ''
  let same = 0
  const shorter = Math.min(own.length, others.length) - first
  while (same < shorter && own.at(-1 - same) === others.at(-1 - same)) same++
  return own.slice(first, own.length - same).join('')
}
