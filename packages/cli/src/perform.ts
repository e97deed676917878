import { visibleLines } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import type { Asked } from './command/asked'
import type { Context, Printed } from './command/command'
import { readBranding, type Branding } from './branding'
import type { Failure } from './failure'
import type { Io } from './io'
import { notOverInput } from './not-over-input'
import { fileOutput, standardOutput, type NoReader, type Output, type Unwritten } from './output'
import { choosePrinting, print } from './print'
import type { Printing } from './printing'
import { questionOf } from './command/question'

/** Why a command did not end with status 0; the message is null if the answer says so itself. */
export interface Ending {
  /** The exit status. */
  readonly status: Failure['status']
  /** The message for standard error. */
  readonly message: string | null
}

/** What a command reported while its answer was made and printed. */
interface Reported {
  readonly failures: Array<Failure>
  readonly stored: Array<string>
}

/**
 * The failure of an answer that could not be written; null if its reader has just gone, having read
 * enough.
 */
const unwritten = (error: Unwritten | NoReader, { stored }: Reported): Failure | null => {
  if (error._tag === 'NoReader') return null
  const kept = stored.length === 0 ? '' : `; stored: ${stored.join(', ')}`
  return { status: 3, message: `the answer could not be written: ${error.reason}${kept}` }
}

/** Prints an answer, all or nothing if it goes to a file. */
const printTo = async (
  output: Output,
  io: Io,
  printing: Printing,
  answer: Printed,
  reported: Reported,
  branding: Branding,
): Promise<Failure | null> => {
  const printed = await print(io, printing, answer, output, branding)
  const [failure] = reported.failures
  if (failure !== undefined) return failure
  const written = E.isLeft(printed) ? printed : await output.commit()
  return E.isLeft(written) ? unwritten(written.left, reported) : null
}

/** Opens the output for the answer before anything is stored. */
const open = async (
  io: Io,
  { command, out, parsed, words, logo }: Asked,
): Promise<E.Either<Failure, Output>> => {
  if (out === null) return E.right(standardOutput(io))
  const allowed = notOverInput(out, command, parsed, words, logo)
  return E.isLeft(allowed) ? allowed : fileOutput(out)
}

const performed = async (io: Io, asked: Asked): Promise<Ending | null> => {
  const { command, out, parsed, words } = asked
  const printing = choosePrinting(io, asked)
  if (E.isLeft(printing)) return printing.left
  const { format, showsProof, showsBackground } = printing.right
  const branding = await readBranding(io, asked, printing.right)
  if (E.isLeft(branding)) return branding.left
  const closing: Array<() => void | Promise<void>> = []
  const reported: Reported = { failures: [], stored: [] }
  const context: Context = {
    ...{ io, format, showsProof, showsBackground },
    question: questionOf(asked),
    defer: (close) => closing.push(close),
    fail: (failure) => reported.failures.push(failure),
    stored: (what) => reported.stored.push(what),
  }
  const opened = await open(io, asked)
  if (E.isLeft(opened)) return opened.left
  closing.push(opened.right.abandon)
  try {
    const outcome = await command.run(context, parsed, words)
    if (E.isLeft(outcome)) return outcome.left
    // A file gets the same width as a pipe, and no colours.
    const to = out === null ? io : { ...io, columns: null }
    const failure = await printTo(
      opened.right,
      to,
      printing.right,
      outcome.right,
      reported,
      branding.right,
    )
    if (failure !== null) return failure
    const denied = outcome.right.kind === 'document' ? outcome.right.denied : null
    if (denied === null) return null
    // On a terminal, the answer has just said so.
    return { status: 1, message: to.columns === null ? denied : null }
  } finally {
    for (const close of closing.reverse()) await close()
  }
}

/**
 * Runs a command and prints its answer; null if there is nothing more to say. In messages besides
 * the answer, invisible characters in names and texts are spelled out.
 */
export const perform = async (io: Io, asked: Asked): Promise<Ending | null> => {
  const err: Io['err'] = (text) => io.err(visibleLines(text))
  const ending = await performed({ ...io, err }, asked)
  return ending === null || ending.message === null
    ? ending
    : { status: ending.status, message: visibleLines(ending.message) }
}
