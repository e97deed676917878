import { Argument, type Command } from 'commander'
import type { Grammar } from './grammar'
import { completionScript, shells, type CompletedCommand, type Shell } from './render/completion'

const optionsOf = (command: Command): CompletedCommand['options'] =>
  command
    .createHelp()
    .visibleOptions(command)
    .flatMap(({ long, description, required, optional, argChoices = null }) =>
      typeof long === 'string'
        ? [{ flag: long, description, takesValue: required || optional, values: argChoices }]
        : [],
    )

const argumentsOf = ({ registeredArguments }: Command): CompletedCommand['values'] => {
  const [argument] = registeredArguments
  return argument === undefined ? [] : (argument.argChoices ?? null)
}

const commandsOf = (program: Command): ReadonlyArray<CompletedCommand> =>
  program.commands.map((command) => ({
    name: command.name(),
    description: command.description(),
    options: optionsOf(command),
    values: argumentsOf(command),
  }))

/** Adds `completion`; the script offers what the program has when it is asked for. */
export const addCompletionCommand = (program: Command, { io, add }: Grammar): void => {
  add(
    'completion',
    'A script that makes a shell complete commands, options and their values.',
    'completion bash > ~/.local/share/bash-completion/completions/kpi-ledger',
  )
    .addArgument(new Argument('<shell>', 'the shell').choices(shells))
    .action((shell: Shell) => io.out(completionScript(shell, program.name(), commandsOf(program))))
}
