import { Command } from 'commander'
import * as E from 'fp-ts/Either'
import { print } from './commands/answer'
import { addCompletionCommand } from './completion-command'
import type { Failure } from './failure'
import type { Grammar } from './grammar'
import type { Io } from './io'
import { addProofCommands } from './proof-commands'
import { addPublicationCommands } from './publication-commands'
import { addQuestionCommands } from './question-commands'
import { version } from './version'
import { addWriteCommands } from './write-commands'

const grammarOf = (program: Command, io: Io, fail: (failure: Failure) => void): Grammar => ({
  io,
  fail,
  answer: async (format, answered) => {
    const result = await answered
    if (E.isLeft(result)) fail(result.left)
    else await print(io, format, result.right)
  },
  add: (name, description, line) =>
    program
      .command(name)
      .description(description)
      .addHelpText('after', `\nExample:\n  kpi-ledger ${line}\n`),
})

/**
 * The command line's grammar. Each action leaves its failure, if it has one, in `fail`; commander
 * itself reports bad usage by throwing, which `run` turns into a status.
 */
export const buildProgram = (io: Io, fail: (failure: Failure) => void): Command => {
  const program = new Command('kpi-ledger')
    .description('The performance record of public contracts, as an event-sourced ledger.')
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.out(text),
      writeErr: (text) => {
        io.err(text)
      },
    })
    .showHelpAfterError('(kpi-ledger --help, or kpi-ledger <command> --help, says more)')

  const grammar = grammarOf(program, io, fail)
  addQuestionCommands(grammar)
  addWriteCommands(grammar)
  addPublicationCommands(grammar)
  addProofCommands(grammar)
  addCompletionCommand(program, grammar)
  return program
}
