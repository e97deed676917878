import * as E from 'fp-ts/Either'
import type { Chunks } from '../sheets/csv-blocks'
import type { Encoding } from '../sheets/encoding'
import { openFile, type OpenedFile } from '../sheets/open-file'
import type { RefusedFile } from '../sheets/refused-file'
import { returnHead } from './own-return'
import { peek, type PeekedSheet } from './peeked'

/** An open file of figures. `readReturn` or `guessMapping` reads its rows, once. */
export interface OpenedReturn {
  /** The contract it names, if `template` wrote the file; null for any other file. */
  readonly contract: string | null
  /** How the text is read, for CSV; null for a workbook. */
  readonly text: OpenedFile['text']
  /** Its sheets, each with its first rows already read. */
  readonly sheets: ReadonlyArray<PeekedSheet>
}

/** How a file of figures is opened. */
export interface OpenOptions {
  /** The encoding of CSV without a byte order mark; UTF-8 if not given. */
  readonly encoding?: Encoding | undefined
}

/**
 * Opens a file of figures: CSV, XLSX or ODS, recognised by its contents. CSV is read as its bytes
 * arrive. Refuses any other file, and any that is not safe to read, with the reason.
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
