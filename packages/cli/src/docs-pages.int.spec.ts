import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inNewFolder, kpiLedger } from './fixture.spec'

const root = join(__dirname, '../../..')

interface Example {
  readonly command: string
  readonly printed: string
}

/** Every command of a page's console blocks, and what the page says it prints. */
const examplesOf = (page: string): ReadonlyArray<Example> =>
  [...page.matchAll(/^```console\n([\s\S]*?)^```$/gm)]
    .flatMap(([, block = '']) => block.split(/^\$ /m).slice(1))
    .map((text) => {
      const end = text.indexOf('\n')
      return { command: text.slice(0, end), printed: text.slice(end + 1) }
    })

/** The page with what its commands print now, in their order. */
const printedAnew = (page: string, printed: ReadonlyArray<Example>): string => {
  const left = [...printed]
  return page.replaceAll(/^```console\n[\s\S]*?^```$/gm, (block) => {
    const examples = left.splice(0, block.split(/^\$ /m).length - 1)
    const lines = examples.map(({ command, printed: said }) => `$ ${command}\n${said}`)
    return `\`\`\`console\n${lines.join('')}\`\`\``
  })
}

/** The words of a command, as a shell reads them; in quotes they may have blanks. */
const wordsOf = (line: string): ReadonlyArray<string> =>
  [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare = '']) => quoted ?? bare)

/** The first or last lines of a text: `head -n 3`, `tail -n 3`. */
const cut = (text: string, filter: string): string => {
  const [program, , count = ''] = filter.split(' ')
  const lines = text.split(/(?<=\n)/)
  return (program === 'head' ? lines.slice(0, Number(count)) : lines.slice(-Number(count))).join('')
}

/**
 * What a shell would do: `kpi-ledger`, `echo` and `sed s/a/b/`, through `head` or `tail` or into
 * a file.
 */
const shell = async (command: string): Promise<string> => {
  const [piped = '', file] = command.split(' > ')
  const [line = '', ...filters] = piped.split(' | ')
  const [program, ...argv] = wordsOf(line)
  const answer = async () => {
    if (program === 'kpi-ledger') return kpiLedger(...argv)
    if (program === 'echo') return { status: 0, out: `${argv.join(' ')}\n` }
    const [, from = '', to = ''] = (argv[0] ?? '').split('/')
    return { status: 0, out: readFileSync(argv[1] ?? '', 'utf8').replaceAll(from, to) }
  }
  const { status, out: whole } = await answer()
  const out = filters.reduce(cut, whole)
  if (file !== undefined) writeFileSync(file, out)
  return `${file === undefined ? out : ''}${status === 0 ? '' : `[${status}]\n`}`
}

describe.each([
  ['proofs', 'peterborough-2016'],
  ['explanations', 'peterborough-2016'],
  ['publications', 'peterborough-2016'],
  ['findings', 'auditor'],
  ['audit', 'auditor'],
  ['figures-in', 'peterborough-2016'],
])('docs/%s.md', (name, example) => {
  inNewFolder()

  it('prints what it says, command by command', async () => {
    const file = join(root, `docs/${name}.md`)
    const page = readFileSync(file, 'utf8')
    const examples = examplesOf(page)
    copyFileSync(join(root, `examples/${example}/ledger.ndjson`), 'ledger.ndjson')
    expect(examples.length).toBeGreaterThan(0)
    const printed: Array<Example> = []
    for (const { command } of examples) printed.push({ command, printed: await shell(command) })
    if (process.env['KPI_LEDGER_PRINT_DOCS'] === '1')
      writeFileSync(file, printedAnew(page, printed))
    else expect(printed).toEqual(examples)
  })
})
