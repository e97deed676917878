import { readdirSync } from 'node:fs'
import { join, parse } from 'node:path'
import { loadCommand } from '../load'
import type { Command } from './command'
import { groups } from './group'

const FOLDER = join(__dirname, '..', 'commands')
const FILE = /^[a-z]+(?:-[a-z]+)*\.[jt]s$/

/** The names of all commands: each is a file in `commands`, loaded on demand. */
export const commandNames = (): ReadonlyArray<string> =>
  readdirSync(FOLDER)
    .filter((file) => FILE.test(file))
    .map((file) => parse(file).name)

const load = (name: string): Command => loadCommand(join(FOLDER, name))

/** A command by its name; null if there is none. */
export const commandNamed = (name: string): Command | null =>
  commandNames().includes(name) ? load(name) : null

/** All commands, by group and then by name. */
export const allCommands = (): ReadonlyArray<Command> => {
  const all = [...commandNames()].sort().map(load)
  return groups.flatMap((group) => all.filter((command) => command.group === group))
}
