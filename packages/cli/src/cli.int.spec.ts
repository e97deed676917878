import {
  createReadStream,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { stripVTControlCharacters } from 'node:util'
import { encodeLine } from '@kpi-ledger/core'
import { MerkleTree } from '@kpi-ledger/core/proofs'
import { recorded } from '@kpi-ledger/testing'
import fc from 'fast-check'
import { kpiLedgerWith } from './fixture.spec'
import type { Io } from './index'
import { version } from './version'
import { runs } from '../../../scripts/jest/runs'

const ledger = join(__dirname, '../../../examples/peterborough-2016/ledger.ndjson')
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kpi-ledger-cli-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

const fileOf = (name: string, content: string): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const kpiLedger = (
  argv: ReadonlyArray<string>,
  { stdin = '', ...more }: Partial<Io> & { stdin?: string | Uint8Array } = {},
) =>
  kpiLedgerWith(
    {
      chunks: (path) =>
        path === '-' ? Readable.from([Buffer.from(stdin)]) : createReadStream(path),
      ...more,
    },
    ...argv,
  )

const pssp = ['--store', ledger, '--contract', 'pssp']
const april = ['--period', '2016-04']
const may = ['--period', '2016-05']

describe('scorecard', () => {
  it('prints the wire format’s JSON, with the root of what it was drawn from', async () => {
    const { status, out, err } = await kpiLedger(['scorecard', ...pssp, ...may, '--format', 'json'])
    const json = JSON.parse(out) as { ledger: { size: number; root: string }; periods: unknown }
    expect([status, err, json.periods, json.ledger.size]).toEqual([0, '', ['2016-05'], 78])
    expect(json.ledger.root).toMatch(/^[0-9a-f]{64}$/)
    const cut = await kpiLedger([
      'scorecard',
      ...pssp,
      ...may,
      '--format',
      'json',
      '--at-revision',
      '40',
    ])
    const earlier = JSON.parse(cut.out) as typeof json
    expect(earlier.ledger.size).toBe(41)
    expect(earlier.ledger.root).not.toBe(json.ledger.root)
  })

  it('accepts all four time options', async () => {
    const asAtOf = async (...options: ReadonlyArray<string>) => {
      const { out } = await kpiLedger([
        'scorecard',
        ...pssp,
        ...may,
        '--format',
        'json',
        ...options,
      ])
      return (JSON.parse(out) as { asAt: unknown }).asAt
    }
    const instant = '2016-06-13T09:00:50.000Z'
    expect(await asAtOf('--as-at', '2016-06-13T09:00:50Z')).toEqual({
      facts: instant,
      rules: instant,
      revision: null,
    })
    expect(await asAtOf('--facts-as-at', instant, '--at-revision', '60')).toEqual({
      facts: instant,
      rules: null,
      revision: 60,
    })
    expect(await asAtOf('--rules-as-at', instant)).toEqual({
      facts: null,
      rules: instant,
      revision: null,
    })
  })

  it('fits the given width and always states the rating in words', async () => {
    for (const columns of ['36', '50', '80', '100', '120', '200']) {
      const { out } = await kpiLedger(['scorecard', ...pssp, ...april, ...may], {
        env: { COLUMNS: columns },
      })
      const lines = out.split('\n').filter((line) => !/^[0-9a-f]{64}$/.test(line))
      const rated = lines.filter((line) => /^(?:KPI: )?(STS|R&B|PAY|BS|CS|BT|FS|PRO)-/.test(line))
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(Number(columns))
      // Two tables, one per period, as there is no room for both side by side.
      expect([columns, rated.length]).toEqual([columns, columns === '50' ? 44 : 22])
      expect(out).toContain('Exceeded')
      expect(out.replaceAll(/\s+/g, ' ')).toContain('On track to meet annual target of 95.8%')
      expect(out).not.toContain('\u001b')
    }
  })

  it('is coloured by grade on a terminal only, unless NO_COLOR is set', async () => {
    const argv = ['scorecard', ...pssp, ...april]
    const onTerminal = await kpiLedger(argv, { columns: 120 })
    expect(onTerminal.out).toContain('\u001b[31m')
    expect(onTerminal.out).toContain('\u001b[32m')
    const plain = await kpiLedger(argv, { columns: 120, env: { NO_COLOR: '1' } })
    expect(plain.out).not.toContain('\u001b')
    expect(stripVTControlCharacters(onTerminal.out)).toBe(plain.out)
    const dumb = await kpiLedger(argv, { columns: 120, env: { TERM: 'dumb' } })
    expect(dumb.out).toBe(plain.out)
  })

  it('prints CSV, one row per KPI and period', async () => {
    const { out } = await kpiLedger(['scorecard', ...pssp, ...april, ...may, '--format', 'csv'])
    const rows = out.trimEnd().split('\r\n')
    expect(rows).toHaveLength(45)
    expect(rows[0]).toMatch(/^contract,serviceArea,kpi,description,frequency,unit,period,/)
    expect(rows.find((row) => row.includes(',R&B-K-001,') && row.includes('2016-05'))).toBe(
      'pssp,Shared Transactional Services,R&B-K-001,Achievement of the in-year Council Tax collection rate target,annual,percent,2016-05,pssp-2016,>=,20.31,,20.32,,,,exceeded,Exceeded,good,false,false,On track to meet annual target of 95.8%,2016-05,,,,,,,,,,,,,,,,,78,7137e06caf501f89f7e6812ca957c680b8b04a23d59819da13cbde4529e1b2a7',
    )
  })
})

describe('tracker, compare, history, export', () => {
  it('print a year against its profile', async () => {
    const argv = ['tracker', ...pssp, '--kpi', 'R&B-K-001', '--year', 'FY2016']
    const table = await kpiLedger(argv)
    expect([table.status, table.err]).toEqual([0, ''])
    expect(table.out).toContain('Annual target 95.8, forecast 95.85; on track')
    const json = await kpiLedger([...argv, '--format', 'json'])
    expect(JSON.parse(json.out)).toMatchObject({ forecast: 95.85, points: { length: 12 } })
    const csv = await kpiLedger([...argv, '--format', 'csv'])
    expect(csv.out.split('\r\n')[1]).toBe(
      'pssp,pssp-2016,R&B-K-001,2016-04,11.36,10.96,-0.4,not-met,Not Met,requires-improvement,2016-04,,,,,,,,,,false',
    )
  })

  it('note on a page what was not met when last rated, and leave the JSON unchanged', async () => {
    const store = ['--store', join(__dirname, '../../../examples/services-contract/ledger.ndjson')]
    const argv = ['scorecard', ...store, '--contract', 'facilities', '--period', '2025-01']
    const said = 'Serious KPI Failure when last rated, in Dec 2024'
    expect((await kpiLedger([...argv, '--format', 'html'])).out).toContain(said)
    expect((await kpiLedger([...argv, '--format', 'json'])).out).not.toContain('last rated')
  })

  it('print the same actuals under two regimes', async () => {
    const argv = ['compare', ...pssp, '--from', 'pssp-2016', '--to', 'pssp-2016', ...may]
    expect((await kpiLedger(argv)).out).toMatch(
      /Better 0, worse 0, same grade 17, not rated under either 5/,
    )
    const json = await kpiLedger([...argv, '--format', 'json'])
    expect(JSON.parse(json.out)).toMatchObject({ summary: { same: 22 } })
    expect((await kpiLedger([...argv, '--format', 'csv'])).out.split('\r\n')).toHaveLength(24)
  })

  it('print a comparison by how each grade changes, with columns stacked if there is no room', async () => {
    const store = ['--store', join(__dirname, '../../../examples/auditor/ledger.ndjson')]
    const argv = ['compare', ...store, '--contract', 'pssp', '--from', 'pssp-2012', ...may]
    const printed = async (width: string, ...more: ReadonlyArray<string>) =>
      (await kpiLedger([...argv, '--to', 'pssp-2016', ...more], { env: { COLUMNS: width } })).out
    const wide = (await printed('120')).split('\n')
    expect(wide[0]).toBe('pssp: the same actuals in May 2016 under A, pssp-2012, and B, pssp-2016')
    expect(wide[2]).toMatch(/^ +A: pssp-2012 +B: pssp-2016$/)
    expect(wide[3]).toMatch(/^KPI +Description +Actual +Target +Rating +Target +Rating$/)
    expect(wide.filter((line) => /\(\d+\)$/.test(line))).toEqual([
      ...['Better under B (2)', 'Worse under B (1)', 'Same grade (1)'],
      'Not rated under either (1)',
      ...['Only on A’s scorecard (1)', 'Only on B’s scorecard (17)'],
    ])
    expect(wide.at(-2)).toBe(
      'Better 2, worse 1, same grade 1, not rated under either 1, not comparable 0, only under A 1, only under B 17.',
    )
    const narrow = (await printed('80')).split('\n')
    expect(narrow[2]).toMatch(/^KPI +Description +Actual +A: .*B: pssp-2016$/)
    expect(Math.max(...narrow.slice(2, -2).map((line) => line.length))).toBeLessThanOrEqual(80)
    expect(narrow.join('\n')).toMatch(/^CS-K-002 .* 81\.5 +>= 80 +>= 82\n.* Green +Not Met$/m)
    expect((await printed('120', ...april)).split('\n')[3]).toMatch(/^KPI +Description +Period/)
  })

  it('print the events of a contract or a KPI', async () => {
    const argv = ['history', ...pssp, '--kpi', 'R&B-K-011']
    const json = JSON.parse((await kpiLedger([...argv, '--format', 'json'])).out) as Array<{
      type: string
    }>
    expect(json.map(({ type }) => type)).toEqual([
      'KPIDefined',
      'TargetRevised',
      'ActualRecorded',
      'ActualRecorded',
    ])
    expect((await kpiLedger(argv)).out).toMatch(
      /changed target from at most 19 days to at most 19\.18/,
    )
    const all = await kpiLedger(['history', ...pssp, '--format', 'csv'])
    expect(all.out.trimEnd().split('\r\n')).toHaveLength(79)
  })

  it('hash only if a root is printed', async () => {
    const hashed = jest.spyOn(MerkleTree.prototype, 'append')
    const two = ['--from', 'pssp-2016', '--to', 'pssp-2016', ...may]
    const calls = async (...argv: ReadonlyArray<string>) => {
      hashed.mockClear()
      expect((await kpiLedger(argv)).status).toBe(0)
      return hashed.mock.calls.length
    }
    expect(await calls('compare', ...pssp, ...two)).toBe(0)
    expect(await calls('history', ...pssp)).toBe(0)
    expect(await calls('scorecard', ...pssp, ...may)).toBe(78)
    hashed.mockRestore()
  })

  it('print a history as it is read, up to the first fault', async () => {
    // More than is read from a file at once, 1 MiB.
    const parks = {
      contract: 'parks',
      ...{ title: 'Parks', authority: 'A', supplier: 'S', yearStart: 4 },
    }
    const note = { period: '2024-04', text: 'x'.repeat(4000) }
    const notes = Array.from({ length: 300 }, () => ({ type: 'NoteAdded', data: note }) as const)
    const events = [{ type: 'ContractRegistered', data: parks } as const, ...notes]
    const lines = recorded('parks', events).map(encodeLine)
    const long = fileOf('long.ndjson', `${lines.join('\n')}\nnot an event\n`)
    for (const format of ['table', 'json', 'csv']) {
      const argv = ['history', '--store', long, '--contract', 'parks', '--format', format]
      const { status, out, err } = await kpiLedger(argv)
      expect([format, status, err]).toEqual([format, 2, expect.stringContaining(`${long}:302: `)])
      expect(out).toContain('ContractRegistered')
    }
    const none = await kpiLedger(['history', '--store', long, '--contract', 'parks', '--kpi', 'x'])
    expect([none.status, none.out]).toEqual([2, ''])
  })

  it('export what was imported, byte for byte', async () => {
    const { status, out } = await kpiLedger(['export', '--store', ledger])
    expect([status, out]).toEqual([0, readFileSync(ledger, 'utf8')])
    const imported = await kpiLedger([
      'import',
      fileOf('copy.ndjson', out),
      '--store',
      'memory:',
      '--format',
      'json',
    ])
    expect(JSON.parse(imported.out)).toEqual([
      { stream: 'kpiContract-pssp', added: 78, known: 0 },
      { stream: 'kpiContract-ict', added: 67, known: 0 },
    ])
  })
})

describe('record', () => {
  const register = {
    type: 'RegisterContract',
    contract: 'parks',
    title: '=cmd()',
    authority: 'A',
    supplier: 'S',
    yearStart: 4,
  }

  it('runs one object, many lines or standard input, as one batch', async () => {
    const one = fileOf('one.json', JSON.stringify(register, null, 2))
    const note = { type: 'AddNote', contract: 'parks', period: '2024-04', text: '@note' }
    const lines = fileOf('two.ndjson', `${JSON.stringify(note)}\n\n${JSON.stringify(note)}\n`)
    const { status, out } = await kpiLedger(
      ['record', '--store', 'memory:', '--format', 'json', one, lines, '-'],
      { stdin: JSON.stringify(note) },
    )
    expect(status).toBe(0)
    expect(
      (JSON.parse(out) as Array<{ revision: number }>).map(({ revision }) => revision),
    ).toEqual([0, 1, 2, 3])
    const csv = await kpiLedger(['record', '--store', 'memory:', '--format', 'csv', one, lines])
    expect(csv.out).toContain(",'@note,")
  })

  it('names the file, line and field of each fault', async () => {
    const bad = { ...register, yearStart: 13, tolerence: 1 }
    const lines = fileOf(
      'bad.ndjson',
      `${JSON.stringify(register)}\n${JSON.stringify(bad)}\n{"a":1,"a":2}`,
    )
    const { status, out, err } = await kpiLedger(['record', '--store', 'memory:', lines])
    expect([status, out]).toEqual([2, ''])
    expect(err).toContain(
      `${lines}:2: yearStart: expected a month of the year from 1 to 12, got 13`,
    )
    expect(err).toContain(`${lines}:2: tolerence: unknown field`)
    const twice = fileOf(
      'twice.ndjson',
      `${JSON.stringify(register)}\n${JSON.stringify(register)}\n`,
    )
    const refused = await kpiLedger(['record', '--store', 'memory:', twice])
    expect([refused.status, refused.err]).toEqual([
      2,
      `kpi-ledger: ${twice}:2: contract "parks" is already registered\n`,
    ])
  })
})

describe('text input', () => {
  const note = { type: 'AddNote', contract: 'parks', period: '2024-04', text: 'Café' }
  const register = { ...note, type: 'RegisterContract', title: 'T', authority: 'A', supplier: 'S' }
  const commands = [{ ...register, yearStart: 4, period: undefined, text: undefined }, note]
  const lines = commands.map((each) => `${JSON.stringify(each)}\n`).join('')
  const bytesOf = (path: string, bytes: Uint8Array): string => {
    writeFileSync(join(folder, path), bytes)
    return join(folder, path)
  }
  const record = ['record', '--store', 'memory:', '--format', 'json', '--actor', 'Ann']

  it.each([
    ['one a line', lines],
    ['with a byte order mark', `\ufeff${lines}`],
    ['as an array', JSON.stringify(commands, null, 2)],
    ['as an array with a byte order mark', `\ufeff${JSON.stringify(commands)}`],
  ])('is accepted as commands %s, from a file and from standard input', async (_, content) => {
    const path = fileOf('commands.json', content)
    for (const argv of [
      [...record, path],
      [...record, '-'],
    ]) {
      const { status, out, err } = await kpiLedger(argv, { stdin: content })
      expect([status, err]).toEqual([0, ''])
      expect(JSON.parse(out)).toMatchObject([{ revision: 0 }, { data: { text: 'Café' } }])
    }
  })

  it('is refused with the line that is not UTF-8, wherever it comes from', async () => {
    const path = bytesOf('latin1.ndjson', Buffer.from(lines, 'latin1'))
    const { status, err } = await kpiLedger([...record, path, '-'], {
      stdin: Buffer.from(`\ufeff${lines}`, 'utf16le'),
    })
    const utf16 =
      'UTF-16, as Windows PowerShell writes it; expected UTF-8 (Out-File -Encoding utf8)'
    expect([status, err]).toEqual([
      2,
      `kpi-ledger: ${path}:2: not UTF-8\nstandard input:1: ${utf16}\n`,
    ])
    const taking: ReadonlyArray<ReadonlyArray<string>> = [
      ['verify', path.replace('.ndjson', '.json')],
      ['verify', fileOf('digest.json', '{}'), '--key', path],
      ['verify', fileOf('digest.json', '{}'), '--ledger', path],
      ['digest', ...pssp, '--format', 'checkpoint', '--key', path],
      ['import', path, '--store', 'memory:'],
    ]
    bytesOf('latin1.json', Buffer.from(lines, 'latin1'))
    for (const argv of taking) {
      const refused = await kpiLedger(argv)
      expect([argv, refused.status]).toEqual([argv, 2])
      if (!argv.includes('--ledger')) expect(refused.err).toMatch(/latin1\.\w+:[12]: /)
    }
  })

  it('is refused if an argument was not valid UTF-8', async () => {
    const { status, err } = await kpiLedger(['history', ...pssp, '--kpi', 'Caf\ufffd'])
    expect([status, err]).toEqual([2, 'kpi-ledger: "Caf\ufffd" was not UTF-8 when it was typed\n'])
  })

  it('is reported with every fault of every line of every file at once', async () => {
    const first = fileOf(
      'first.ndjson',
      `{"type":"AddNote",}\n${JSON.stringify(note)}\n{"a":1,"a":2}`,
    )
    const second = fileOf('second.json', JSON.stringify([{ ...note, period: 'x' }, 1, note]))
    const third = fileOf('third.json', JSON.stringify({ ...note, text: '', kpi: '' }, null, 2))
    const none = join(folder, 'none.json')
    const { status, err } = await kpiLedger([...record, first, second, third, none, folder])
    expect(status).toBe(2)
    expect(err.replace('kpi-ledger: ', '').trimEnd().split('\n')).toEqual([
      expect.stringContaining(`${first}:1: not JSON: `),
      `${first}:3: a: written twice`,
      expect.stringContaining(`${second}: command 1: period: expected a period such as`),
      `${second}: command 2: expected an object, got 1`,
      expect.stringContaining(`${third}: text: expected text`),
      expect.stringContaining(`${third}: kpi: expected`),
      `${none}: no such file`,
      `${folder}: it is a directory`,
    ])
  })

  it('recognises a database', async () => {
    const path = bytesOf('x.db', Buffer.from('SQLite format 3\0\x10\0'))
    for (const argv of [
      ['verify', path],
      [...record, path],
    ]) {
      const { status, err } = await kpiLedger(argv)
      expect([status, err]).toEqual([
        2,
        `kpi-ledger: ${path}: it is an SQLite database, not text; export writes one as a ledger file\n`,
      ])
    }
    const prose = await kpiLedger(['verify', fileOf('prose.txt', 'Dear auditor\n')])
    expect([prose.status, prose.err]).toEqual([
      2,
      expect.stringMatching(/expected a digest or a proof/),
    ])
  })
})

describe('an SQLite store', () => {
  it('gives the same answers and the same file as the ledger it was imported from', async () => {
    const store = ['--store', `sqlite:${join(folder, 'report.db')}`]
    const imported = await kpiLedger(['import', ledger, ...store])
    expect([imported.status, imported.err]).toEqual([0, ''])
    for (const question of [
      ['scorecard', ...april, ...may, '--contract', 'pssp', '--format', 'json'],
      ['scorecard', ...may, '--contract', 'ict', '--format', 'csv'],
      ['tracker', '--contract', 'pssp', '--kpi', 'R&B-K-001', '--year', 'FY2016'],
    ]) {
      const fromFile = await kpiLedger([...question, '--store', ledger])
      const fromStore = await kpiLedger([...question, ...store])
      expect([fromStore.status, fromStore.out]).toEqual([0, fromFile.out])
    }
    const exported = await kpiLedger(['export', ...store])
    expect(exported.out).toBe((await kpiLedger(['export', '--store', ledger])).out)
    const again = await kpiLedger(['import', ledger, ...store, '--format', 'csv'])
    expect(again.out).toMatch(/kpiContract-pssp,0,\d+/)
  })

  it('is not created by a command that is refused', async () => {
    const file = join(folder, 'made.db')
    const store = ['--store', `sqlite:${file}`]
    const note = { type: 'AddNote', contract: 'x', period: '2016-04', text: 'early' }
    const refused = await kpiLedger(['record', ...store, fileOf('note.json', JSON.stringify(note))])
    expect(refused.status).toBe(2)
    expect(existsSync(file)).toBe(false)
    const { status, err } = await kpiLedger(['export', ...store])
    expect([status, err]).toEqual([
      3,
      expect.stringContaining('made.db: give a ledger by its path'),
    ])
  })
})

describe('exit statuses and messages', () => {
  it.each<[ReadonlyArray<string>, number, RegExp]>([
    [[], 2, /Usage: kpi-ledger/],
    [['nonsense'], 2, /unknown command 'nonsense'/],
    [['scorecard', ...pssp], 2, /specify --period, or --year for a whole year/],
    [
      ['scorecard', ...april, '--contract', 'pssp'],
      3,
      /--store is not given, and there is no kpi-ledger\.db here/,
    ],
    [
      ['scorecard', ...april, '--contract', 'pssp', '--store', 'sqlite:x.db'],
      3,
      /--store: there is no file x\.db: .*; define, import and record make a new one/,
    ],
    [['record', '--store', 'sqlite:', ledger], 2, /expected/],
    [['export', '--store', 'sqlite:'], 2, /does not name a file.* use memory:/],
    [['export', '--store', 'sqlite::memory:'], 2, /is not the path of a file.* use memory:/],
    [['export', '--store', 'sqlite:file:x?mode=memory'], 2, /not the path.* use memory:/],
    [['export', '--store', 'postgres://x'], 2, /expected sqlite:FILE, esdb:/],
    [['scorecard', ...pssp, '--period', '2016-13'], 2, /--period: expected a period such as/],
    [['scorecard', ...pssp, ...may, '--format', 'xml'], 2, /Allowed choices are table, json, csv/],
    [['scorecard', ...pssp, ...may, '--as-at', '2016-06-13'], 2, /--as-at: expected a UTC instant/],
    [
      [
        ...['scorecard', ...pssp, ...may, '--as-at', '2016-06-13T09:00:00Z'],
        ...['--facts-as-at', '2016-06-13T09:00:00Z'],
      ],
      2,
      /--as-at sets both/,
    ],
    [['scorecard', ...pssp, ...may, '--rules-as-at', 'x'], 2, /--rules-as-at: expected/],
    [['scorecard', ...pssp, ...may, '--at-revision', '-1'], 2, /--at-revision/],
    [['scorecard', ...pssp, ...may, '--at-revision', '78'], 2, /there is no revision 78/],
    [['scorecard', ...pssp, ...may, '--regime', 'x'], 2, /no regime "x"/],
    [['scorecard', ...pssp, '--period', '2016-03'], 2, /no regime is in effect in 2016-03/],
    [
      ['scorecard', '--store', ledger, '--contract', 'x', ...may],
      2,
      /no contract "x" in .*; there are "ict" and "pssp"/,
    ],
    [['scorecard', '--store', ledger, '--contract', 'X!', ...may], 2, /--contract: expected an id/],
    [
      ['scorecard', '--store', 'none.ndjson', '--contract', 'x', ...may],
      3,
      /no file none\.ndjson: /,
    ],
    [['tracker', ...pssp, '--kpi', 'x', '--year', 'FY2016'], 2, /no KPI "x"/],
    [['tracker', ...pssp, '--kpi', 'x', '--year', '2016'], 2, /--year: expected a financial year/],
    [['compare', ...pssp, '--from', 'x', '--to', 'y', ...may], 2, /no regime "x"/],
    [
      ['history', ...pssp, '--kpi', 'BS-K-02'],
      2,
      /no KPI "BS-K-02" in .*; did you mean "BS-K-002"/,
    ],
    [
      ['history', '--store', 'memory:', '--contract', 'x'],
      2,
      /no contract "x" in memory:; there are none/,
    ],
    [['record', '--store', ledger, ledger], 2, /expected/],
    [['record', '--store', 'memory:', 'none.json'], 2, /no such file/],
    [['import', 'none.ndjson', '--store', 'memory:'], 2, /no such file/],
    [['import', ledger, '--store', ledger], 3, /a ledger file is read-only/],
    [['export', '--store', 'none.ndjson'], 3, /no file none\.ndjson: /],
  ])('%j', async (argv, status, message) => {
    const result = await kpiLedger(argv)
    expect(result.status).toBe(status)
    expect(result.err).toMatch(message)
    expect(result.out).toBe('')
  })

  it('name the line of a bad ledger file', async () => {
    const [first = '', second = ''] = readFileSync(ledger, 'utf8').split('\n')
    const bad = fileOf(
      'bad-ledger.ndjson',
      `${first}\n${second.replace('"revision":1', '"revision":7')}\n`,
    )
    for (const argv of [
      ['export', '--store', bad],
      ['import', bad, '--store', 'memory:'],
      ['history', '--store', bad, '--contract', 'pssp'],
      ['scorecard', '--store', bad, '--contract', 'pssp', ...may],
    ]) {
      const { status, err } = await kpiLedger(argv)
      expect([status, err]).toEqual([
        2,
        `kpi-ledger: ${bad}:2: revision: expected 1, got 7; revisions of a stream follow one another from 0\n`,
      ])
    }
  })

  it('help has an example for each command, and the version is the package’s', async () => {
    for (const command of [
      'scorecard',
      'tracker',
      'compare',
      'history',
      'publish',
      'restatements',
      'record',
      'import',
      'export',
    ]) {
      const { status, out } = await kpiLedger([command, '--help'])
      expect(status).toBe(0)
      expect(out).toContain(`Example:\n  kpi-ledger ${command} `)
    }
    expect(await kpiLedger(['--version'])).toEqual({ status: 0, out: `${version}\n`, err: '' })
    const manifest = JSON.parse(readFileSync(join(__dirname, '../package.json'), 'utf8')) as object
    expect(manifest).toMatchObject({ version })
  })

  it('any arguments give a status, and a message unless it is 0', async () => {
    const word = fc.oneof(
      fc.constantFrom(
        ...['scorecard', 'tracker', 'compare', 'history', 'export', '--store', 'memory:', ledger],
        ...['--contract', 'pssp', '--period', '2016-05', '--kpi', '--year', 'FY2016', '--format'],
        ...['json', 'csv', '--as-at', '--at-revision', '5', '--from', '--to', '--', '-', '--help'],
      ),
      fc.string({ maxLength: 8 }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 9 }), async (argv) => {
        const { status, err } = await kpiLedger(argv)
        expect([0, 2, 3, 4]).toContain(status)
        if (status !== 0) expect(err).not.toBe('')
      }),
      { numRuns: runs(400) },
    )
  })
})
