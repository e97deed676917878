import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writers } from '@kpi-ledger/report'
import { allCommands, commandNames } from './command/list'
import { commandReference } from './command/reference'
import { kpiLedgerWith } from './fixture.spec'

const root = join(__dirname, '../../..')

describe('the list of commands', () => {
  it('has every file of `commands`, under its own name', () => {
    const files = readdirSync(join(__dirname, 'commands')).map((file) => file.replace(/\.ts$/, ''))
    expect([...commandNames()].sort()).toEqual(files.sort())
    expect(
      allCommands()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(files)
  })

  it('matches docs/command-line.md, which `npm run commands` writes', () => {
    const page = readFileSync(join(root, 'docs/command-line.md'), 'utf8')
    expect(page).toContain(`\n\n${commandReference(allCommands())}\n\n<!-- end of commands -->`)
  })

  it.each(allCommands().map((command) => [command.name, command] as const))(
    '%s: has an example in its help, and the same text in every format',
    async (name, command) => {
      const help = await kpiLedgerWith({}, name, '--help')
      expect([help.status, help.err]).toEqual([0, ''])
      expect(help.out).toContain(`Example:\n  kpi-ledger ${command.example}\n`)
      expect(command.example.startsWith(`${name} `)).toBe(true)
      for (const { name: format } of command.formats === null ? [] : writers)
        expect(help.out.replaceAll(/\s+/g, ' ')).toContain(`"${format}"`)
    },
  )
})
