import { allCommands } from '../command/list'
import { defineCommand, printedText, type Command } from '../command/command'
import { flagIn } from '../command/given.decode'
import { printingOptions } from '../program'
import {
  completionScript,
  shells,
  type CompletedCommand,
  type CompletedOption,
} from '../shell/completion'

const PROGRAM = 'kpi-ledger'

const HELP: CompletedOption = {
  flag: '--help',
  description: 'display help for command',
  takesValue: false,
  values: null,
}

const optionsOf = (command: Command): ReadonlyArray<CompletedOption> => [
  ...Object.values(command.options).map(({ flags, about, choices }) => ({
    flag: flagIn(flags),
    description: about,
    takesValue: flags.includes(' '),
    values: choices,
  })),
  ...printingOptions(command).map(({ flags, description, argChoices }) => ({
    flag: flagIn(flags),
    description,
    takesValue: flags.includes(' '),
    values: argChoices ?? null,
  })),
  HELP,
]

const completed = (command: Command): CompletedCommand => ({
  name: command.name,
  description: command.summary,
  options: optionsOf(command),
  values: command.argument === null ? [] : command.argument.choices,
})

/** `completion`: the script gets its suggestions from the program itself. */
export const command = defineCommand({
  name: 'completion',
  group: 'The shell',
  summary: 'A script that makes a shell complete commands, options and their values.',
  example: 'completion bash > ~/.local/share/bash-completion/completions/kpi-ledger',
  argument: { name: '<shell>', about: 'the shell', choices: shells },
  options: {},
  formats: null,
  run: async (_, __, [asked]) => {
    const commands = allCommands().map(completed)
    const chosen = shells.filter((each) => each === asked)
    return printedText(chosen.map((shell) => completionScript(shell, PROGRAM, commands)))
  },
})
