import * as E from 'fp-ts/Either'
import type { Asked } from './command/asked'
import type { Command } from './command/command'
import { allCommands, commandNamed } from './command/list'
import type { Io } from './io'
import { loadCommandLine, loadOutput } from './load'
import type { Ending } from './perform'
import { version } from './version'

/** The commands to load for a command line: the one it names, or else all. */
const commandsFor = ([first = '']: ReadonlyArray<string>): ReadonlyArray<Command> => {
  const named = commandNamed(first)
  return named === null ? allCommands() : [named]
}

const ended = (io: Io, { status, message }: Ending): number => {
  if (message !== null) io.err(`kpi-ledger: ${message}\n`)
  return status
}

/** Writes help or the version. */
const say = async (io: Io, text: string): Promise<number> => {
  const { standardOutput } = loadOutput()
  const written = await standardOutput(io).write(text)
  return E.isRight(written) || written.left._tag === 'NoReader'
    ? 0
    : ended(io, { status: 3, message: `the answer could not be written: ${written.left.reason}` })
}

/**
 * Runs a command line (without `node` and the script's name) and resolves with its exit status: 0
 * done; 1 the answer is no; 2 bad usage or input; 3 the store could not be reached or refused, or
 * the answer could not be written; 4 a conflict with another writer. Answers go to `out`,
 * everything else to `err`.
 */
export const run = async (argv: ReadonlyArray<string>, io: Io): Promise<number> => {
  const lost = argv.find((word) => word.includes('\ufffd'))
  if (lost !== undefined) {
    const message = `${JSON.stringify(lost)} was not UTF-8 when it was typed`
    return ended(io, { status: 2, message })
  }
  const [first] = argv
  if (first === '--version' || first === '-V') return say(io, `${version}\n`)
  const { buildProgram, CommanderError, perform } = loadCommandLine()
  const all: Array<Asked> = []
  let help = ''
  try {
    const write = (text: string): void => {
      help += text
    }
    buildProgram(io, version, commandsFor(argv), (asked) => all.push(asked), write).parse(
      [...argv],
      {
        from: 'user',
      },
    )
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    return error.exitCode === 0 ? say(io, help) : 2
  }
  const [asked] = all
  const ending = asked === undefined ? null : await perform(io, asked)
  return ending === null ? 0 : ended(io, ending)
}
