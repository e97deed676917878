import * as E from 'fp-ts/Either'
import type { Asked } from './command/asked'
import type { Context } from './command/command'
import type { Failure } from './failure'
import type { Io } from './io'
import { print, showsRoot } from './print'

/** Runs a command and prints its answer; returns the failure, or why the answer is negative. */
export const perform = async (
  io: Io,
  { command, format: asked, parsed, words }: Asked,
): Promise<Failure | null> => {
  const format = asked ?? ''
  const closing: Array<() => void | Promise<void>> = []
  const failures: Array<Failure> = []
  const context: Context = {
    io,
    format,
    showsRoot: showsRoot(format),
    defer: (close) => closing.push(close),
    fail: (failure) => failures.push(failure),
  }
  try {
    const outcome = await command.run(context, parsed, words)
    if (E.isLeft(outcome)) return outcome.left
    await print(io, format, outcome.right)
    const denied = outcome.right.kind === 'document' ? outcome.right.denied : null
    return failures[0] ?? (denied === null ? null : { status: 1, message: denied })
  } finally {
    for (const close of closing.reverse()) await close()
  }
}
