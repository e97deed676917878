import { writers } from '@kpi-ledger/report'
import type { Printed } from './command/command'
import type { Io } from './io'
import { surfaceOf } from './surface'

/** Number of characters written at once. */
const BATCH = 16_384

/** The formats of every document, the default first. */
export const formats = writers.map(({ name }) => name)

/** What each format is for, in a few words. */
export const formatsInWords = writers.map(({ name, about }) => `${name} ${about}`).join('; ')

/** Whether a format shows the root of the ledger. */
export const showsRoot = (format: string): boolean =>
  writers.some((writer) => writer.name === format && writer.showsRoot)

const piecesOf = (
  io: Io,
  format: string,
  answer: Printed,
): Iterable<string> | AsyncIterable<string> => {
  if (answer.kind === 'text') return answer.pieces
  const writer = writers.find(({ name }) => name === format) ?? writers[0]
  return writer.write(answer.document, surfaceOf(io))
}

/** Prints an answer as it arrives, in the requested format. */
export const print = async (io: Io, format: string, answer: Printed): Promise<void> => {
  let waiting = ''
  for await (const piece of piecesOf(io, format, answer)) {
    waiting += piece
    if (waiting.length < BATCH) continue
    await io.out(waiting)
    waiting = ''
  }
  if (waiting !== '') await io.out(waiting)
}
