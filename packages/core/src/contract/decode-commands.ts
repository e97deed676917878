import * as E from 'fp-ts/Either'
import { limits, listed } from '../limits'
import type { Fault } from '../schema/fault'
import { formatFault, preview } from '../schema/fault'
import type { Sentences } from '../schema/sentences'
import { decodeCommand, type Command } from './command.codec'

/** One thing wrong with a command of a batch. */
export interface CommandFault extends Fault {
  /** Position of the command in the batch, from 0; null if the input is not a batch at all. */
  readonly index: number | null
}

/** The input does not decode as commands; nothing was recorded. */
export interface InvalidCommand {
  /** The tag of this error. */
  readonly _tag: 'InvalidCommand'
  /** All faults of all commands, in order. */
  readonly faults: ReadonlyArray<CommandFault>
}

const placed = (fault: CommandFault): string =>
  fault.index === null ? formatFault(fault) : `command ${fault.index + 1}: ${formatFault(fault)}`

/** InvalidCommand as one English sentence. */
export const invalidCommandSentences: Sentences<InvalidCommand> = {
  InvalidCommand: ({ faults }) =>
    listed(faults.slice(0, limits.listed).map(placed), faults.length).join('; '),
}

const notABatch = (message: string): E.Either<InvalidCommand, never> =>
  E.left({ _tag: 'InvalidCommand', faults: [{ index: null, path: '', message }] })

/** Decodes a batch of commands, strictly, reporting all faults of all commands. */
export const decodeCommands = (
  commands: unknown,
): E.Either<InvalidCommand, ReadonlyArray<Command>> => {
  if (!Array.isArray(commands))
    return notABatch(`expected a list of commands, got ${preview(commands)}`)
  if (commands.length > limits.commands)
    return notABatch(
      `expected at most ${limits.commands} commands at once, got ${commands.length}; record them in parts`,
    )
  const decoded: Array<Command> = []
  const faults: Array<CommandFault> = []
  for (const [index, each] of commands.entries()) {
    const command = decodeCommand(each)
    if (E.isRight(command)) decoded.push(command.right)
    else for (const fault of command.left.faults) faults.push({ index, ...fault })
  }
  return faults.length === 0 ? E.right(decoded) : E.left({ _tag: 'InvalidCommand', faults })
}
