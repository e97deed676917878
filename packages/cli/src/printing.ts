import type { Writer } from '@kpi-ledger/report'
import * as E from 'fp-ts/Either'
import { badInput, type Failure } from './failure'

/** The options given for printing an answer. */
export interface PrintingAsked {
  /** `--format`; null if omitted. */
  readonly format: string | null
  /** `--out`; null for standard output. */
  readonly out: string | null
  /** `--bom`. */
  readonly bom: boolean
  /** Whether standard output is a terminal. */
  readonly isTerminal: boolean
}

/** How an answer is printed. */
export interface Printing {
  /** The name of a writer, or of a format of the command's own. */
  readonly format: string
  /** The writer of documents. */
  readonly writer: Writer
  /** Whether every answer from a ledger ends with its root, even if its data has none. */
  readonly showsProof: boolean
  /** Whether it shows the background of an answer. */
  readonly showsBackground: boolean
  /** Whether CSV begins with a byte order mark. */
  readonly byteOrderMark: boolean
}

const CSV = 'csv'

/**
 * Chooses the format: the one requested, else by the extension of the file, else the first. Binary
 * data is refused on a terminal. CSV in a file with that extension begins with a byte order mark,
 * which spreadsheets need.
 */
export const printingOf = (
  writers: readonly [Writer, ...ReadonlyArray<Writer>],
  { format: asked, out, bom, isTerminal }: PrintingAsked,
): E.Either<Failure, Printing> => {
  const hasExtension = ({ extension }: Writer): boolean =>
    out?.toLowerCase().endsWith(extension) === true
  const byDefault = writers.find(hasExtension) ?? writers[0]
  const format = asked ?? byDefault.name
  const writer = writers.find(({ name }) => name === format)
  if (bom && format !== CSV)
    return E.left(badInput(`--bom is for CSV, not for ${format}; omit it, or pass --format csv`))
  if (writer?.isBinary === true && out === null && isTerminal)
    return E.left(
      badInput(
        `--format ${format} is not text; write it to a file with --out FILE${writer.extension}`,
      ),
    )
  return E.right({
    ...{ format, writer: writer ?? writers[0] },
    showsProof: writer?.showsProof === true,
    showsBackground: writer?.showsBackground === true,
    byteOrderMark: format === CSV && (bom || (writer !== undefined && hasExtension(writer))),
  })
}
