import * as E from 'fp-ts/Either'

/** In every engine, though not in the language's own library. */
declare const TextDecoder: new (
  label: 'utf-8',
  options: { readonly fatal: true; readonly ignoreBOM: true },
) => { readonly decode: (bytes: Uint8Array) => string }

/** Bytes that are not UTF-8 text. */
export interface NotUtf8 {
  /** The first line that is not, counted from 1. */
  readonly line: number
  /** What was expected and what it is. */
  readonly reason: string
}

const LINE_FEED = 0x0a
const BYTE_ORDER_MARK = '\ufeff'
const NOT_UTF8 = 'not UTF-8'
const UTF16 = 'UTF-16, as Windows PowerShell writes it; expected UTF-8 (Out-File -Encoding utf8)'

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The text in bytes of UTF-8, a byte order mark included; null if they are anything else. */
const strictUtf8 = (bytes: Uint8Array): string | null => {
  try {
    return utf8.decode(bytes)
  } catch {
    return null
  }
}

const isLatin = (byte: number): boolean => byte >= 0x09 && byte < 0x7f

/** Whether bytes begin like UTF-16: with its byte order mark, or with a Latin letter and a NUL. */
const beginLikeUtf16 = ([first = -1, second = -1]: Uint8Array): boolean =>
  (first === 0xff && second === 0xfe) ||
  (first === 0xfe && second === 0xff) ||
  (first === 0 && isLatin(second)) ||
  (isLatin(first) && second === 0)

/** Why the bytes of a line are not text, in words; the first line shows whether it is UTF-16. */
export const whyNotUtf8 = (line: number, bytes: Uint8Array): string =>
  line === 1 && beginLikeUtf16(bytes) ? UTF16 : NOT_UTF8

/**
 * The text of bytes that begin with a line of a file; null if they are not UTF-8. On line 1 a byte
 * order mark is left out, and Latin letters in UTF-16 are refused, although they are UTF-8 too, with
 * a NUL beside each.
 */
export const textFromLine = (line: number, bytes: Uint8Array): string | null => {
  if (line > 1) return strictUtf8(bytes)
  const text = beginLikeUtf16(bytes) ? null : strictUtf8(bytes)
  return text?.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text
}

const firstBadLine = (bytes: Uint8Array): number => {
  for (let line = 1, start = 0; ; line++) {
    const end = bytes.indexOf(LINE_FEED, start)
    if (end === -1 || strictUtf8(bytes.subarray(start, end)) === null) return line
    start = end + 1
  }
}

/**
 * Decodes a whole text strictly: a byte order mark is taken and left out; anything but UTF-8 is
 * refused with the first line at fault, and UTF-16 by its name. Never gives U+FFFD for a byte.
 */
export const decodeText = (bytes: Uint8Array): E.Either<NotUtf8, string> => {
  const text = textFromLine(1, bytes)
  if (text !== null) return E.right(text)
  const line = beginLikeUtf16(bytes) ? 1 : firstBadLine(bytes)
  return E.left({ line, reason: whyNotUtf8(line, bytes) })
}
