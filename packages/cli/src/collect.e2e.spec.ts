import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inNewFolder, kpiLedger, kpiLedgerWith } from './fixture.spec'

inNewFolder()

const ledger = join(__dirname, '../../../examples/peterborough-2016/ledger.ndjson')
const store = ['--store', 'sqlite:council.db']
const ANSWER = ['--format', 'csv']

/** Fills in some rows of the CSV return: figure, of, reason, note. */
const fillIn = (file: string, rows: Readonly<Record<string, string>>): void => {
  const lines = readFileSync('return.csv', 'utf8')
    .split('\r\n')
    .map((line) => {
      const [name = ''] = line.split(',', 1)
      const filled = rows[name]
      return filled === undefined ? line : `${line.slice(0, -3)}${filled}`
    })
  writeFileSync(file, lines.join('\r\n'))
}

describe('collect', () => {
  beforeAll(async () => {
    await kpiLedger('import', ...store, ledger)
    const period = ['--contract', 'pssp', '--period', '2016-06', '--out', 'return.csv']
    expect((await kpiLedger('template', ...store, ...period)).status).toBe(0)
  })

  it('shows what a figure is out of, and records it with the figure', async () => {
    fillIn('of.csv', { 'CS-K-001': '95.5%,200,,' })
    const { out } = await kpiLedger('collect', ...store, 'of.csv', '--dry-run')
    expect(out).toMatch(/CS-K-001 +Jun 2016 +95\.5 \(out of 200\) /)
  })

  it('records a return once, and nothing the second time', async () => {
    fillIn('june.csv', { 'R&B-K-001': '29.5%,,,As expected', 'R&B-K-002': ',,Not due,' })
    const dry = await kpiLedger('collect', ...store, 'june.csv', '--dry-run')
    expect([dry.status, dry.err]).toEqual([0, expect.stringContaining('nothing was recorded')])
    expect(dry.out).toContain('it is in percent')
    const never = await kpiLedger('collect', '--store', ledger, 'june.csv', '--dry-run')
    expect([never.status, never.err]).toEqual([
      0,
      expect.stringMatching(
        /nothing can be recorded in .*: .* read-only; import it with kpi-ledger import .*\.ndjson --store sqlite:ledger\.db/,
      ),
    ])
    const refused = await kpiLedger('collect', '--store', ledger, 'june.csv')
    expect([refused.status, refused.err]).toEqual([
      3,
      expect.stringContaining('read-only; import it'),
    ])
    const done = await kpiLedger('collect', ...store, 'june.csv', '--actor', 'Ann', ...ANSWER)
    expect([done.status, done.err]).toEqual([
      0,
      expect.stringContaining('2 to record, 0 to correct, 1 note, 0 already recorded'),
    ])
    const again = await kpiLedger('collect', ...store, 'june.csv')
    expect(again.err).toContain('0 to record, 0 to correct, 0 notes, 3 already recorded')
    const exported = await kpiLedger('export', ...store)
    const [last = ''] = exported.out.trim().split('\n').slice(-1)
    expect(JSON.parse(last)).toMatchObject({
      type: 'ActualRecorded',
      metadata: {
        actor: 'Ann',
        source: { file: 'june.csv', cell: expect.stringMatching(/^G\d+$/) as unknown },
      },
    })
  })

  it('M28 lets a figure be traced to the file and cell it came from', async () => {
    const cell = ['--contract', 'pssp', '--kpi', 'R&B-K-001', '--period', '2016-06']
    const { out } = await kpiLedger('explain', ...store, ...cell, '--format', 'json')
    const { events } = JSON.parse(out) as { events: ReadonlyArray<{ source: unknown }> }
    const source = { file: 'june.csv', sheet: null, cell: 'G9' }
    expect(events.at(-2)?.source).toMatchObject(source)
    const hashed = createHash('sha256').update(readFileSync('june.csv')).digest('hex')
    const shown = await kpiLedger('explain', ...store, ...cell, '--format', 'csv')
    expect(shown.out).toContain(`june.csv,${hashed},,G9`)
  })

  it('M19 corrects figures in the ledger only with a reason, all or nothing', async () => {
    fillIn('corrected.csv', { 'R&B-K-001': '30,,,', 'R&B-K-007': '12 bananas,,,' })
    const { status, err } = await kpiLedger('collect', ...store, 'corrected.csv')
    expect(status).toBe(2)
    expect(err.trim().split('\n')).toEqual([
      expect.stringMatching(/corrected\.csv:G\d+: R&B-K-001 .* give a reason with --reason$/),
      expect.stringMatching(/corrected\.csv:G\d+: .*"bananas" after the number/),
    ])
    fillIn('corrected.csv', { 'R&B-K-001': '30,,,' })
    const reason = ['--reason', 'Counted again']
    const done = await kpiLedger('collect', ...store, 'corrected.csv', ...reason, ...ANSWER)
    expect([done.status, done.err]).toEqual([0, expect.stringContaining('1 to correct')])
  })

  it('asks at a terminal, and records nothing unless the answer is yes', async () => {
    fillIn('asked.csv', { 'R&B-K-008': '12,,,' })
    const questions: Array<string> = []
    const confirm = (question: string): Promise<boolean> => {
      questions.push(question)
      return Promise.resolve(questions.length > 1)
    }
    const no = await kpiLedgerWith({ confirm }, 'collect', ...store, 'asked.csv')
    expect([no.status, no.out]).toEqual([0, 'Nothing was recorded.\n'])
    expect(no.err).toContain('R&B-K-008')
    const yes = await kpiLedgerWith({ confirm }, 'collect', ...store, 'asked.csv')
    expect([yes.status, yes.out]).toEqual([0, 'Recorded 1 event.\n'])
    expect(questions[0]).toContain('1 to record')
  })

  it.each([
    ['', 'it is empty'],
    ['PK\u0003\u0004 no archive', 'it is damaged'],
    ['\u00d0', 'is neither'],
    ['a,b\n1,2\n', 'not written by template'],
    ['a\u0000b\n', 'neither a workbook nor text'],
  ])('says what is wrong with a file containing %j', async (text, says) => {
    writeFileSync('odd.bin', text)
    const { status, err } = await kpiLedger('collect', ...store, 'odd.bin')
    expect([status, err]).toEqual([
      2,
      expect.stringContaining(text === '\u00d0' ? 'odd.bin' : says),
    ])
  })
})

describe('collect, from somebody else’s sheet', () => {
  it('proposes a mapping, with which the sheet can then be read', async () => {
    writeFileSync(
      'theirs.csv',
      'Ref,Month,Result\nR&B-K-001,Jul-16,38.2\nR&B-K-011,Jul-16,9 days\n',
    )
    const contract = ['--contract', 'pssp']
    const unread = await kpiLedger('collect', ...store, 'theirs.csv', ...contract)
    expect([unread.status, unread.err]).toEqual([2, expect.stringContaining('--guess')])
    const guessed = await kpiLedger('collect', ...store, 'theirs.csv', ...contract, '--guess')
    expect(guessed.out).toBe(
      '# Proposed from the file itself: correct what is wrong.\ncontract: pssp\nkpi: Ref\nperiod: Month\nfigure: Result\n',
    )
    writeFileSync('mapping.yaml', guessed.out)
    const mapping = ['--mapping', 'mapping.yaml', ...ANSWER]
    const done = await kpiLedger('collect', ...store, 'theirs.csv', ...mapping)
    expect([done.status, done.err]).toEqual([0, expect.stringContaining('2 to record')])
    writeFileSync('mapping.yaml', 'kpi: Reference\nperiod: Month\nfigure: Result\n')
    const wrong = await kpiLedger('collect', ...store, 'theirs.csv', ...contract, ...mapping)
    expect([wrong.status, wrong.err]).toEqual([
      2,
      'kpi-ledger: theirs.csv:A1: no row has the headings "Reference", "Month", "Result"\n',
    ])
  })
})
