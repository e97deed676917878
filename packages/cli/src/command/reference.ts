import { formatOption } from '../program'
import type { Command } from './command'
import { groups } from './group'
import type { Option } from './option'

const escaped = (text: string): string => text.replaceAll('|', '\\|')

const lengthOf = ({ length }: string): number => length

/** A table in Markdown, with columns as wide as their content. */
const tableOf = (
  head: ReadonlyArray<string>,
  rows: ReadonlyArray<ReadonlyArray<string>>,
): string => {
  const body = rows.map((row) => row.map(escaped))
  const widthOf = (column: number): number =>
    Math.max(...[head, ...body].flatMap((row) => row.slice(column, column + 1)).map(lengthOf))
  const line = (cells: ReadonlyArray<string>): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widthOf(column))).join(' | ')} |`
  const rule = head.map((_, column) => '-'.repeat(widthOf(column)))
  return [line(head), line(rule), ...body.map(line)].join('\n')
}

const synopsisOf = ({ flags, required, repeated }: Option<unknown>): string => {
  const once = required ? flags : `[${flags}]`
  return repeated ? `${once}…` : once
}

const argumentIn = ({ argument }: Command): ReadonlyArray<string> => {
  if (argument === null) return []
  return argument.choices === null ? [argument.name] : [argument.choices.join('|')]
}

const commandRow = (command: Command): ReadonlyArray<string> => {
  const own = Object.values(command.options).filter(({ shared }) => !shared)
  const formats = command.formats?.length ? [`[${formatOption([]).flags}]`] : []
  const words = [command.name, ...argumentIn(command), ...own.map(synopsisOf), ...formats]
  return [`\`${words.join(' ')}\``, command.summary]
}

const optionRows = (commands: ReadonlyArray<Command>): ReadonlyArray<ReadonlyArray<string>> => {
  const found = new Map<string, { readonly row: readonly [string, string]; of: Array<string> }>()
  for (const { name, options } of commands)
    for (const { flags, about } of Object.values(options)) {
      const key = `${flags} ${about}`
      const known = found.get(key)
      if (known === undefined) found.set(key, { row: [flags, about], of: [name] })
      else known.of.push(name)
    }
  return [...found.values()].map(({ row: [flags, about], of }) => [
    `\`${flags}\``,
    of.map((name) => `\`${name}\``).join(', '),
    about,
  ])
}

/**
 * The command reference in Markdown: each command with its own options, group by group, and every
 * option with the commands that take it.
 */
export const commandReference = (commands: ReadonlyArray<Command>): string =>
  [
    tableOf(
      ['command', 'does'],
      groups.flatMap((group) =>
        commands.filter((command) => command.group === group).map(commandRow),
      ),
    ),
    tableOf(['option', 'of', 'is'], optionRows(commands)),
  ].join('\n\n')
