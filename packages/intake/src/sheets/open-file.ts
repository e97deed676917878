import * as E from 'fp-ts/Either'
import { delimiterOf, readCSV, type Delimiter } from './csv'
import type { Chunks } from './csv-blocks'
import { encodingOf, type Encoding } from './encoding'
import { LARGER, MAX_FILE } from './limits'
import { refusedFile, type RefusedFile } from './refused-file'
import type { Sheet } from './sheet'
import { readWorkbook } from './workbook'

/** The sheets of a file, and how its text was read. */
export interface OpenedFile {
  /** Its sheets. */
  readonly sheets: ReadonlyArray<Sheet>
  /** How CSV was read: its encoding and column separator; null for a workbook. */
  readonly text: { readonly encoding: Encoding; readonly delimiter: Delimiter } | null
}

/** How much of a text is examined to recognise it, in bytes. */
const HEAD = 64 * 1024

const ZIP = [0x50, 0x4b]
const OLE = [0xd0, 0xcf, 0x11, 0xe0]

const startsWith = (bytes: Uint8Array, mark: ReadonlyArray<number>): boolean =>
  mark.every((byte, i) => bytes[i] === byte)

const OLD =
  'it is a workbook in the old format, .xls, or one with a password; save it as .xlsx without a password'

const joined = (chunks: ReadonlyArray<Uint8Array>): Uint8Array => {
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

/** A source from its beginning, though its first chunks have been taken. */
async function* continued(
  first: ReadonlyArray<Uint8Array>,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  yield* first
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value
}

async function* each(source: Chunks): AsyncGenerator<Uint8Array, void, undefined> {
  yield* source
}

const wholeOf = async (
  chunks: AsyncIterable<Uint8Array>,
): Promise<E.Either<RefusedFile, Uint8Array>> => {
  const all: Array<Uint8Array> = []
  let size = 0
  for await (const chunk of chunks) {
    size += chunk.length
    if (size > MAX_FILE) return E.left(refusedFile(`it is ${LARGER}`))
    all.push(chunk)
  }
  return E.right(joined(all))
}

/**
 * Opens a file of figures, recognised by its bytes whatever its name: a workbook, XLSX or ODS, is
 * read whole; CSV is read as it arrives. `declared` is the encoding of a text without a byte order
 * mark. Refuses anything else, and anything unsafe to read, with the reason.
 */
export const openFile = async (
  source: Uint8Array | Chunks,
  declared: Encoding | null,
): Promise<E.Either<RefusedFile, OpenedFile>> => {
  const rest = each(source instanceof Uint8Array ? [source] : source)
  const first: Array<Uint8Array> = []
  let size = 0
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) {
    first.push(next.value)
    size += next.value.length
    if (size >= HEAD) break
  }
  const head = joined(first).subarray(0, HEAD)
  if (head.length === 0) return E.left(refusedFile('it is empty'))
  if (startsWith(head, OLE)) return E.left(refusedFile(OLD))
  if (startsWith(head, ZIP)) {
    const bytes = await wholeOf(continued(first, rest))
    if (E.isLeft(bytes)) return bytes
    const sheets = await readWorkbook(bytes.right)
    return E.map((all: ReadonlyArray<Sheet>) => ({ sheets: all, text: null }))(sheets)
  }
  const encoding = encodingOf(head, declared)
  if (E.isLeft(encoding)) return encoding
  const delimiter = delimiterOf(new TextDecoder(encoding.right).decode(head))
  return E.right({
    sheets: [readCSV(continued(first, rest), encoding.right, delimiter)],
    text: { encoding: encoding.right, delimiter },
  })
}
