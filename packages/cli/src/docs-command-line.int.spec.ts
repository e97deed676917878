import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { writers } from '@kpi-ledger/report'
import { allCommands, commandNames } from './command/list'
import { commandReference } from './command/reference'
import { inNewFolder, kpiLedgerWith } from './fixture.spec'

const root = join(__dirname, '../../..')
inNewFolder()

describe('the list of commands', () => {
  it('has every file of `commands` under its own name', () => {
    const files = readdirSync(join(__dirname, 'commands')).map((file) => file.replace(/\.ts$/, ''))
    expect([...commandNames()].sort()).toEqual(files.sort())
    expect(
      allCommands()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(files)
  })

  it('is what docs/command-line.md says: `npm run commands` writes it', () => {
    const page = readFileSync(join(root, 'docs/command-line.md'), 'utf8')
    expect(page).toContain(`\n\n${commandReference(allCommands())}\n\n<!-- end of commands -->`)
  })

  it.each(allCommands().map((command) => [command.name, command] as const))(
    '%s: has an example in its help, and says the same in every format',
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

/** The words of a line as a shell reads them, up to where its output goes. */
const wordsOf = (line: string): ReadonlyArray<string> =>
  [...(line.split(' > ')[0] ?? '').matchAll(/'([^']*)'|(\S+)/g)].map(
    ([, quoted, bare = '']) => quoted ?? bare,
  )

const isOfTheReport = ({ example }: { readonly example: string }): boolean =>
  example.includes('peterborough-2016')

/** Runs the example of a command, as it is in a clone. */
const runExample = (example: string, ...more: ReadonlyArray<string>) => {
  const argv = wordsOf(example.replaceAll('examples/', `${root}/examples/`))
  const asked = argv.filter((word, i) => word !== '--format' && argv[i - 1] !== '--format')
  return kpiLedgerWith({}, ...asked, ...more)
}

const exampleOf = (name: string): string =>
  allCommands().find((command) => command.name === name)?.example ?? ''

it.each(
  allCommands()
    .filter(isOfTheReport)
    .map(({ name, example, formats }) => [name, example, formats] as const),
)('the example of %s runs, in every format', async (name, example, formats) => {
  rmSync('return.xlsx', { force: true })
  // It reads the return that the example of template writes.
  if (name === 'collect') await runExample(exampleOf('template'))
  for (const format of formats === null ? [null] : writers.map((writer) => writer.name)) {
    const more = format === null ? [] : ['--format', format]
    const { status, out, err } = await runExample(example, ...more)
    expect([format, status]).toEqual([format, 0])
    expect(err).toMatch(example.includes('--dry-run') ? /^kpi-ledger: .*--dry-run\b.*\n$/ : /^$/)
    expect(out).not.toBe('')
  }
})
