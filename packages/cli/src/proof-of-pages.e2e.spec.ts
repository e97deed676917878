import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse, type DefaultTreeAdapterMap } from 'parse5'
import { inNewFolder, kpiLedger } from './fixture.spec'

const ledger = join(__dirname, '../../../examples/auditor/ledger.ndjson')
const pssp = ['--store', ledger, '--contract', 'pssp']

/** Questions, some with options that the proof must repeat. */
const questions: ReadonlyArray<ReadonlyArray<string>> = [
  ['scorecard', '--period', '2016-05', '--regime', 'pssp-2016'],
  ['scorecard', '--year', '2016/17', '--by', 'quarter'],
  ['report', '--period', '2016-05'],
  ['kpi', '--kpi', 'R&B-K-001', '--period', '2016-05'],
  ['tracker', '--kpi', 'R&B-K-001', '--year', '2016/17'],
  [
    'compare',
    '--from',
    'pssp-2016',
    '--to',
    'pssp-2016',
    '--period',
    '2016-04',
    '--period',
    '2016-05',
  ],
  ['explain', '--kpi', 'R&B-K-008', '--period', '2016-05'],
  ['findings', '--late-after', '3'],
  ['restatements'],
  ['points', '--year', '2016/17'],
  ['due', '--period', '2016-06'],
  ['reconcile'],
  ['rules', '--regime', 'pssp-2016'],
  ['history', '--kpi', 'R&B-K-011'],
]

type Node = DefaultTreeAdapterMap['node']

const textIn = (node: Node): string =>
  'value' in node ? node.value : 'childNodes' in node ? node.childNodes.map(textIn).join('') : ''

/** The commands at the end of a page, as typed. */
const commandsIn = (html: string): ReadonlyArray<ReadonlyArray<string>> => {
  const commands: Array<string> = []
  const visit = (node: Node): void => {
    if (node.nodeName === 'pre') commands.push(textIn(node))
    if ('childNodes' in node) node.childNodes.forEach(visit)
  }
  visit(parse(html))
  return commands.map((line) =>
    [...line.matchAll(/'([^']*)'|(\S+)/g)]
      .map(([, quoted, plain = '']) => quoted ?? plain)
      .map((word) => (word === 'LEDGER' ? ledger : word))
      .slice(1),
  )
}

const rootOf = async (...argv: ReadonlyArray<string>): Promise<string> => {
  const { out } = await kpiLedger(...argv, '--format', 'json')
  const digest = JSON.parse(out) as { readonly root: string }
  return digest.root
}

const textsIn = async (bytes: Uint8Array): Promise<ReadonlyArray<unknown>> => {
  const { readXlsx } = await import('hucre/xlsx')
  return (await readXlsx(bytes)).sheets.flatMap(({ rows }) => rows.flat())
}

const xlsxOf = async (...argv: ReadonlyArray<string>): Promise<ReadonlyArray<unknown>> => {
  const { status } = await kpiLedger(...argv, '--out', 'answer.xlsx')
  expect(status).toBe(0)
  return textsIn(await readFile('answer.xlsx'))
}

const csvOf = (...argv: ReadonlyArray<string>) => kpiLedger(...argv, '--format', 'csv')

describe('every page and workbook that answers from a ledger', () => {
  inNewFolder()

  it.each(questions)(
    '%s %s %s: ends with its root and the commands that check it',
    async (...asked) => {
      const [name = '', ...options] = asked
      const { out: html } = await kpiLedger(name, ...pssp, ...options, '--format', 'html')
      const [digest = [], again = []] = commandsIn(html).slice(-2)
      const root = await rootOf(...digest)
      expect(html).toContain(root)
      const sameEvents = again.slice(again.indexOf('--at-revision'))
      const { out: csv } = await csvOf(name, ...pssp, ...options, ...sameEvents)
      expect(csv).not.toBe('')
      expect((await csvOf(...again)).out).toBe(csv)
      expect(await xlsxOf(name, ...pssp, ...options)).toContain(root)
    },
  )

  it.each([[[]], [['--period', '2016-05']]])(
    'contracts %j: shows the root of each',
    async (options) => {
      const asked = ['contracts', '--store', ledger, ...options]
      const root = await rootOf('digest', ...pssp)
      expect((await kpiLedger(...asked, '--format', 'html')).out).toContain(root)
      expect(await xlsxOf(...asked)).toContain(root)
    },
  )

  it('answers as at its time, with the root of what was recorded by then', async () => {
    const limit = ['--as-at', '2016-06-14T00:00:00.000Z']
    const asked = ['contracts', '--store', ledger, '--period', '2016-05', ...limit]
    const { out: html } = await kpiLedger('rules', ...pssp, ...limit, '--format', 'html')
    const [digest = []] = commandsIn(html).slice(-2)
    const root = await rootOf(...digest)
    expect(root).not.toBe(await rootOf('digest', ...pssp))
    expect((await kpiLedger(...asked, '--format', 'html')).out).toContain(root)
  })

  it('is printed without its proof for a program or a terminal', async () => {
    for (const format of ['table', 'json', 'csv']) {
      const { out } = await kpiLedger('points', ...pssp, '--year', '2016/17', '--format', format)
      expect(out).not.toMatch(/[0-9a-f]{64}/)
    }
  })
})
