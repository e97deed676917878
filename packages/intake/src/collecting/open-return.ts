import * as E from 'fp-ts/Either'
import type { Chunks } from '../sheets/csv-blocks'
import type { Encoding } from '../sheets/encoding'
import { openFile, type OpenedFile } from '../sheets/open-file'
import type { RefusedFile } from '../sheets/refused-file'
import { returnHead } from './own-return'
import { peek, type PeekedSheet } from './peeked'

/** A file of figures that is open: its rows are read once, by `readReturn` or `guessMapping`. */
export interface OpenedReturn {
  /** The contract, if the file is a return that `template` wrote; null if it is any other. */
  readonly contract: string | null
  /** Of CSV, how its text is read; null of a workbook. */
  readonly text: OpenedFile['text']
  readonly sheets: ReadonlyArray<PeekedSheet>
}

/** How a file of figures is opened. */
export interface OpenOptions {
  /** The encoding of CSV without a byte order mark; UTF-8 if not given. */
  readonly encoding?: Encoding | undefined
}

/**
 * Opens a file of figures: CSV, XLSX or ODS, by what it holds. CSV is read as its bytes come. What
 * is none of them, or not safe to read, is refused by name.
 */
export const openReturn = async (
  source: Uint8Array | Chunks,
  { encoding }: OpenOptions = {},
): Promise<E.Either<RefusedFile, OpenedReturn>> => {
  const opened = await openFile(source, encoding ?? null)
  if (E.isLeft(opened)) return opened
  const sheets: Array<PeekedSheet> = []
  for (const sheet of opened.right.sheets) sheets.push(await peek(sheet))
  const heads = sheets.map(({ head }) => returnHead(head))
  const contract = heads.find((head) => head !== null)?.contract ?? null
  return E.right({ contract, text: opened.right.text, sheets })
}
