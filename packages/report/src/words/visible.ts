/** Invisible characters that could make text look different from what it is. */
const INVISIBLE = /[\p{Cc}\p{Cf}]/gu

/**
 * Text that is safe to show on one line: invisible characters are escaped, line endings become
 * spaces.
 */
export const visible = (text: string): string =>
  text
    .replace(/[\n\t]+/g, ' ')
    .replace(INVISIBLE, (c) => `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}`)
