import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inNewFolder, kpiLedger } from './fixture.spec'

const root = join(__dirname, '../../..')

interface Example {
  readonly command: string
  readonly printed: string
}

/** What a page says to type into a blank return: a table with one row per KPI. */
interface Typed {
  readonly file: string
  readonly rows: ReadonlyArray<ReadonlyArray<string>>
}

const commandsIn = (block: string): ReadonlyArray<Example> =>
  block
    .split(/^\$ /m)
    .slice(1)
    .map((text) => {
      const end = text.indexOf('\n')
      return { command: text.slice(0, end), printed: text.slice(end + 1) }
    })

const rowsOf = (table: string): Typed['rows'] =>
  table
    .trimEnd()
    .split('\n')
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )

const STEP = /^```console\n([\s\S]*?)^```$|^<!-- typed into (\S+): .*-->\n\n((?:\|.*\n)+)/gm

/**
 * Every command in a page's console blocks with the output on the page, and everything to type into
 * files.
 */
const stepsOf = (page: string): ReadonlyArray<Example | Typed> =>
  [...page.matchAll(STEP)].flatMap(([, block, file, table = '']): ReadonlyArray<Example | Typed> =>
    file === undefined ? commandsIn(block ?? '') : [{ file, rows: rowsOf(table) }],
  )

/** Enters figures, reasons and notes beside the references of a blank return. */
const typeInto = async ({ file, rows }: Typed): Promise<void> => {
  const { openXlsx, saveXlsx } = await import('hucre/xlsx')
  const workbook = await openXlsx(readFileSync(file))
  const [sheet] = workbook.sheets
  const lines = sheet?.rows ?? []
  for (const [reference, figure = '', ...words] of rows) {
    const place = lines.findIndex(([cell]) => cell === reference)
    const typed = [
      figure === '' ? null : Number(figure),
      null,
      ...words.map((word) => word || null),
    ]
    for (const [column, value] of typed.entries()) {
      const cell = sheet?.cells?.get(`${String(place)},${String(6 + column)}`)
      const line = lines[place]
      if (line === undefined) throw new Error(`${file} has no row of ${String(reference)}`)
      line[6 + column] = value
      if (cell !== undefined) cell.value = value
    }
  }
  writeFileSync(file, await saveXlsx(workbook))
}

/** The page with the current output of its commands, in order. */
const printedAnew = (page: string, printed: ReadonlyArray<Example>): string => {
  const left = [...printed]
  return page.replaceAll(/^```console\n[\s\S]*?^```$/gm, (block) => {
    const examples = left.splice(0, block.split(/^\$ /m).length - 1)
    const lines = examples.map(({ command, printed: said }) => `$ ${command}\n${said}`)
    return `\`\`\`console\n${lines.join('')}\`\`\``
  })
}

/** The words of a command as a shell reads them; quoted words may contain blanks. */
const wordsOf = (line: string): ReadonlyArray<string> =>
  [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare = '']) => quoted ?? bare)

/** The first or last lines of a text: `head -n 3`, `tail -n 3`. */
const cut = (text: string, filter: string): string => {
  const [program, , count = ''] = filter.split(' ')
  const lines = text.split(/(?<=\n)/)
  return (program === 'head' ? lines.slice(0, Number(count)) : lines.slice(-Number(count))).join('')
}

/**
 * Runs a command as a shell would: `kpi-ledger`, `echo` or `sed s/a/b/`, piped through `head` or
 * `tail` or into a file.
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

  it('prints what the page says, command by command', async () => {
    const file = join(root, `docs/${name}.md`)
    const page = readFileSync(file, 'utf8')
    const steps = stepsOf(page)
    const examples = steps.filter((step) => 'command' in step)
    copyFileSync(join(root, `examples/${example}/ledger.ndjson`), 'ledger.ndjson')
    expect(examples.length).toBeGreaterThan(0)
    const printed: Array<Example> = []
    for (const step of steps)
      if ('file' in step) await typeInto(step)
      else printed.push({ command: step.command, printed: await shell(step.command) })
    if (process.env['KPI_LEDGER_PRINT_DOCS'] === '1')
      writeFileSync(file, printedAnew(page, printed))
    else expect(printed).toEqual(examples)
  })
})
