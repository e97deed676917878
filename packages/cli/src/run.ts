import { CommanderError } from 'commander'
import type { Asked } from './command/asked'
import type { Command } from './command/command'
import { allCommands, commandNamed } from './command/list'
import type { Io } from './io'
import { loadPerform } from './load'
import { buildProgram } from './program'

/** The commands to load for a command line: the one it names, or all. */
const commandsFor = ([first = '']: ReadonlyArray<string>): ReadonlyArray<Command> => {
  if (first === '--version' || first === '-V') return []
  const named = commandNamed(first)
  return named === null ? allCommands() : [named]
}

/**
 * Runs a command line (without `node` and the script's name) and resolves with its exit status: 0
 * done, 1 the answer is no, 2 bad usage or input, 3 the store could not be reached or refused, 4 a
 * conflict with another writer. Answers go to `out`, everything else to `err`.
 */
export const run = async (argv: ReadonlyArray<string>, io: Io): Promise<number> => {
  const lost = argv.find((word) => word.includes('\ufffd'))
  if (lost !== undefined) {
    io.err(`kpi-ledger: ${JSON.stringify(lost)} was not UTF-8 when it was typed\n`)
    return 2
  }
  const all: Array<Asked> = []
  try {
    buildProgram(io, commandsFor(argv), (asked) => all.push(asked)).parse([...argv], {
      from: 'user',
    })
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    throw error
  }
  const [asked] = all
  const failure = asked === undefined ? null : await loadPerform().perform(io, asked)
  if (failure === null) return 0
  io.err(`kpi-ledger: ${failure.message}\n`)
  return failure.status
}
