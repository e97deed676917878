import * as E from 'fp-ts/Either'
import { refusedFile, type RefusedFile } from './refused-file'

/** The encodings that are read; `windows-1252` only if declared. */
export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const

/** An encoding of text. */
export type Encoding = (typeof encodings)[number]

/** The character that stands in for bytes the encoding does not have. */
export const UNREADABLE = '\ufffd'

const startsWith = (bytes: Uint8Array, ...mark: ReadonlyArray<number>): boolean =>
  mark.every((byte, i) => bytes[i] === byte)

/** The encoding that a byte order mark states; null if there is no mark. */
const marked = (head: Uint8Array): Encoding | null => {
  if (startsWith(head, 0xef, 0xbb, 0xbf)) return 'utf-8'
  if (startsWith(head, 0xff, 0xfe)) return 'utf-16le'
  return startsWith(head, 0xfe, 0xff) ? 'utf-16be' : null
}

const NOT_TEXT = 'it is neither a workbook nor text'
const UTF16 =
  'it looks like UTF-16 without a byte order mark; say so with --encoding utf-16le, or save it as UTF-8'

/**
 * The encoding of a text, from its first bytes: as its byte order mark says, else as declared, else
 * UTF-8. Refuses bytes that are not text, and a mark that contradicts the declaration.
 */
export const encodingOf = (
  head: Uint8Array,
  declared: Encoding | null,
): E.Either<RefusedFile, Encoding> => {
  const mark = marked(head)
  if (mark !== null && declared !== null && mark !== declared)
    return E.left(refusedFile(`its byte order mark says ${mark}, not ${declared}`))
  const encoding = mark ?? declared ?? 'utf-8'
  if (encoding.startsWith('utf-16') || !head.includes(0)) return E.right(encoding)
  const nuls = head.filter((byte) => byte === 0).length
  return E.left(refusedFile(nuls * 3 > head.length ? UTF16 : NOT_TEXT))
}
