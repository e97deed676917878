/** Rewrites the reference of commands in docs/command-line.md from the built commands. */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { root } from './run.mjs'

const require = createRequire(import.meta.url)
const built = join(root, 'packages', 'cli', 'dist', 'command')
const { commandReference } = require(join(built, 'reference.js'))
const { allCommands } = require(join(built, 'list.js'))

const page = join(root, 'docs', 'command-line.md')
const text = readFileSync(page, 'utf8')
const between = /(<!-- commands: .* -->\n\n)[^]*(\n\n<!-- end of commands -->)/
if (!between.test(text)) throw new Error(`${page} has no markers for the commands`)
writeFileSync(
  page,
  text.replace(between, (_, begin, end) => begin + commandReference(allCommands()) + end),
)
