import { Argument, Command as Commander, Option as CommanderOption } from 'commander'
import type { Asked } from './command/asked'
import type { Command } from './command/command'
import type { Option } from './command/option'
import type { Io } from './io'
import { loadPrint } from './load'
import { version } from './version'

const collected = (value: string, before: ReadonlyArray<string> = []): ReadonlyArray<string> => [
  ...before,
  value,
]

const optionOf = (option: Option<unknown>): CommanderOption => {
  const made = new CommanderOption(option.flags, option.about)
  if (option.required) made.makeOptionMandatory()
  if (option.repeated) made.argParser(collected)
  if (option.choices !== null) made.choices(option.choices)
  return made
}

/** `--format`, with a command's own formats beside those of every document. */
export const formatOption = (own: ReadonlyArray<string>): CommanderOption => {
  const { formats, formatsInWords } = loadPrint()
  return new CommanderOption('--format <format>', `how to print the answer: ${formatsInWords}`)
    .choices([...formats, ...own])
    .default(formats[0])
}

const add = (program: Commander, command: Command, ask: (asked: Asked) => void): void => {
  const { name, group, summary, example, argument, options, formats: own } = command
  const added = program
    .command(name)
    .helpGroup(`${group}:`)
    .description(summary)
    .addHelpText('after', `\nExample:\n  kpi-ledger ${example}\n`)
  if (argument !== null) {
    const taken = new Argument(argument.name, argument.about)
    added.addArgument(argument.choices === null ? taken : taken.choices(argument.choices))
  }
  for (const option of Object.values(options)) added.addOption(optionOf(option))
  if (own !== null) added.addOption(formatOption(own))
  added.action(() => {
    const { format, ...parsed }: Record<string, unknown> = added.opts()
    ask({ command, format: typeof format === 'string' ? format : null, parsed, words: added.args })
  })
}

/**
 * Builds the parser for some commands. The parsed command goes to `ask`; commander itself reports
 * bad usage by throwing, which `run` turns into a status.
 */
export const buildProgram = (
  io: Io,
  commands: ReadonlyArray<Command>,
  ask: (asked: Asked) => void,
): Commander => {
  const program = new Commander('kpi-ledger')
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
  for (const command of commands) add(program, command, ask)
  return program
}
