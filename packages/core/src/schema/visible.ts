/** Characters that cannot be seen, that XML cannot have, or that make text look different from what it is. */
const INVISIBLE = /[^\P{Cc}\n\t]|[\p{Cf}\p{Zl}\p{Zp}\ufffe\uffff]/gu

/** Text with its invisible characters written out; line feeds and tabs stay. */
export const visibleLines = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll('\r\n', '\n')
    .replace(INVISIBLE, (c) => `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}`)

/** The same on one line: line feeds and tabs become spaces. */
export const visible = (text: string): string => visibleLines(text).replace(/[\n\t]+/g, ' ')
