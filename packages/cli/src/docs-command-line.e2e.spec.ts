import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { writers } from '@kpi-ledger/report'
import { allCommands } from './command/list'
import { inNewFolder, kpiLedgerWith } from './fixture.spec'

const root = join(__dirname, '../../..')
inNewFolder()

/** The words of a line as a shell reads them, up to a redirection. */
const wordsOf = (line: string): ReadonlyArray<string> =>
  [...(line.split(' > ')[0] ?? '').matchAll(/'([^']*)'|(\S+)/g)].map(
    ([, quoted, bare = '']) => quoted ?? bare,
  )

const isOfTheReport = ({ example }: { readonly example: string }): boolean =>
  example.includes('peterborough-2016')

/** Runs a command's example as in a clone of the repository. */
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
)('the example of %s runs in every format', async (name, example, formats) => {
  rmSync('return.xlsx', { force: true })
  // It reads the return written by the example of template.
  if (name === 'collect') await runExample(exampleOf('template'))
  for (const format of formats === null ? [null] : writers.map((writer) => writer.name)) {
    const more = format === null ? [] : ['--format', format]
    const { status, out, err } = await runExample(example, ...more)
    expect([format, status]).toEqual([format, 0])
    expect(err).toMatch(example.includes('--dry-run') ? /^kpi-ledger: .*--dry-run\b.*\n$/ : /^$/)
    expect(out).not.toBe('')
  }
})
