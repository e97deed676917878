import { Argument, Command as Commander, Option as CommanderOption } from 'commander'
import type { Asked } from './command/asked'
import type { Command } from './command/command'
import { textsIn, type Option } from './command/option'
import type { Io } from './io'
import { endingsInWords, formats, formatsInWords } from './print'

const collected = (value: string, before: ReadonlyArray<string> = []): ReadonlyArray<string> => [
  ...before,
  value,
]

const optionOf = (option: Option<unknown>): CommanderOption => {
  const made = new CommanderOption(option.flags, option.about)
  if (option.repeated) made.argParser(collected)
  if (option.choices !== null) made.choices(option.choices)
  return made
}

/** `--format`, with a command's own formats besides those of every document. */
export const formatOption = (own: ReadonlyArray<string>): CommanderOption =>
  new CommanderOption('--format <format>', `how to print the answer: ${formatsInWords}`)
    .choices([...formats, ...own])
    .default(null, endingsInWords)

export { CommanderError } from 'commander'

/** `--out`, for every command without its own. */
const outOption = new CommanderOption(
  '--out <file>',
  'write the answer to this file instead of standard output, whole or not at all',
)

const bomOption = new CommanderOption(
  '--bom',
  'begin CSV with a byte order mark, as --out FILE.csv always does',
)

const logoOption = new CommanderOption(
  '--logo <file>',
  'put this picture, PNG or SVG, at the top of pages (--format html)',
)

const themeOption = new CommanderOption(
  '--theme <name=colour>',
  'a colour of pages (--format html), such as accent=#6a1b5d, or accent=#6a1b5d/#e0a8d4 with a colour for dark pages; may be repeated',
).argParser(collected)

/** Whether a command has its own `--out`. */
const hasOwnOut = ({ options }: Command): boolean =>
  Object.values(options).some(({ flags }) => flags.startsWith('--out '))

/** The options that say how and where a command prints its answer. */
export const printingOptions = (command: Command): ReadonlyArray<CommanderOption> => [
  ...(command.formats === null
    ? []
    : [formatOption(command.formats), bomOption, logoOption, themeOption]),
  ...(hasOwnOut(command) ? [] : [outOption]),
]

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)

const add = (program: Commander, command: Command, ask: (asked: Asked) => void): void => {
  const { name, group, summary, example, argument, options } = command
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
  for (const option of printingOptions(command)) added.addOption(option)
  added.action(() => {
    const { format, bom, logo, theme, ...parsed }: Record<string, unknown> = added.opts()
    ask({
      ...{ command, parsed, words: added.args, bom: bom === true },
      format: textOrNull(format),
      logo: textOrNull(logo),
      theme: textsIn(theme),
      out: hasOwnOut(command) ? null : textOrNull(parsed['out']),
    })
  })
}

/**
 * Builds the parser for some commands. The parsed command is passed to `ask`, help to `write`.
 * Commander reports bad usage by throwing, which `run` turns into a status.
 */
export const buildProgram = (
  io: Io,
  version: string,
  commands: ReadonlyArray<Command>,
  ask: (asked: Asked) => void,
  write: (text: string) => void,
): Commander => {
  const program = new Commander('kpi-ledger')
    .description('The performance record of public contracts, as an event-sourced ledger.')
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        write(text)
      },
      writeErr: (text) => {
        io.err(text)
      },
    })
    .showHelpAfterError('(for more, run kpi-ledger --help or kpi-ledger <command> --help)')
  for (const command of commands) add(program, command, ask)
  return program
}
