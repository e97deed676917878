import { svgWriter, writers, type Writer } from '@kpi-ledger/report'
import * as E from 'fp-ts/Either'
import type { Asked } from './command/asked'
import type { Command, Printed } from './command/command'
import type { Branding } from './branding'
import type { Failure } from './failure'
import type { Io } from './io'
import type { NoReader, Output, Unwritten } from './output'
import { printingOf, type Printing } from './printing'
import { surfaceOf } from './surface'

/** How many characters are written at once. */
const BATCH = 16_384

/** The formats of every document, the default first. */
export const formats = writers.map(({ name }) => name)

/** What each format is for, in a few words. */
export const formatsInWords = writers.map(({ name, about }) => `${name} ${about}`).join('; ')

/** How the format is chosen by default, in a few words. */
export const endingsInWords = `by the extension of --out, else ${writers[0].name}`

/** The writers for every document, and those for a command's own formats. */
const writersOf = ({ formats: own }: Command): readonly [Writer, ...ReadonlyArray<Writer>] =>
  own?.includes(svgWriter.name) === true ? [...writers, svgWriter] : writers

/** Chooses how to print a command's answer if it is a document. */
export const choosePrinting = (
  { columns }: Io,
  { command, format, out, bom }: Asked,
): E.Either<Failure, Printing> =>
  command.formats === null
    ? E.right({
        ...{ format: '', writer: writers[0], showsProof: false, showsBackground: false },
        byteOrderMark: false,
      })
    : printingOf(writersOf(command), { format, out, bom, isTerminal: columns !== null })

const piecesOf = (
  io: Io,
  { writer, byteOrderMark }: Printing,
  answer: Printed,
  branding: Branding,
): Iterable<string> | AsyncIterable<string | Uint8Array> => {
  if (answer.kind === 'text') return answer.pieces
  return writer.write(answer.document, { ...surfaceOf(io), byteOrderMark, ...branding })
}

/** Prints an answer as it arrives, in the chosen format, until it ends or cannot be written. */
export const print = async (
  io: Io,
  printing: Printing,
  answer: Printed,
  output: Output,
  branding: Branding,
): Promise<E.Either<Unwritten | NoReader, void>> => {
  let waiting = ''
  for await (const piece of piecesOf(io, printing, answer, branding)) {
    const isText = typeof piece === 'string'
    if (isText) waiting += piece
    if (isText && waiting.length < BATCH) continue
    for (const next of isText ? [waiting] : [waiting, piece]) {
      const written = next.length === 0 ? E.right(undefined) : await output.write(next)
      if (E.isLeft(written)) return written
    }
    waiting = ''
  }
  return waiting === '' ? E.right(undefined) : output.write(waiting)
}
