/** Invisible characters that could make text read otherwise than it is. */
const INVISIBLE = /[\p{Cc}\p{Cf}]/gu

/** Text safe to show on one line: invisible characters are written out, line ends are blanks. */
export const visible = (text: string): string =>
  text
    .replace(/[\n\t]+/g, ' ')
    .replace(INVISIBLE, (c) => `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}`)
