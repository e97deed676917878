import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inNewFolder, kpiLedger } from './proofs.fixture.spec'

inNewFolder()

const root = join(__dirname, '../../..')
const page = readFileSync(join(root, 'docs/proofs.md'), 'utf8')

interface Example {
  readonly command: string
  readonly printed: string
}

/** Every command of the page's console blocks, and what the page says it prints. */
const examples: ReadonlyArray<Example> = [...page.matchAll(/^```console\n([\s\S]*?)^```$/gm)]
  .flatMap(([, block = '']) => block.split(/^\$ /m).slice(1))
  .map((text) => {
    const end = text.indexOf('\n')
    return { command: text.slice(0, end), printed: text.slice(end + 1) }
  })

/** What a shell would do: `kpi-ledger` and `sed s/a/b/`, into a file or not. */
const shell = async (command: string): Promise<string> => {
  const [line = '', file] = command.split(' > ')
  const [program, ...argv] = line.split(' ')
  const answer = async () => {
    if (program === 'kpi-ledger') return kpiLedger(...argv)
    const [, from = '', to = ''] = (argv[0] ?? '').split('/')
    return { status: 0, out: readFileSync(argv[1] ?? '', 'utf8').replaceAll(from, to) }
  }
  const { status, out } = await answer()
  if (file !== undefined) writeFileSync(file, out)
  return `${file === undefined ? out : ''}${status === 0 ? '' : `[${status}]\n`}`
}

describe('docs/proofs.md', () => {
  it('prints what it says, command by command', async () => {
    copyFileSync(join(root, 'examples/peterborough-2016/ledger.ndjson'), 'ledger.ndjson')
    expect(examples.length).toBeGreaterThan(10)
    const printed: Array<Example> = []
    for (const { command } of examples) printed.push({ command, printed: await shell(command) })
    expect(printed).toEqual(examples)
  })
})
