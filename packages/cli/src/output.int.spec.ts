import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { inNewFolder, kpiLedger, kpiLedgerWith } from './fixture.spec'
import type { Io } from './io'

inNewFolder()

const ledger = join(__dirname, '../../../examples/peterborough-2016/ledger.ndjson')
const card = ['scorecard', '--store', ledger, '--contract', 'pssp', '--period', '2016-05']
const contract = {
  ...{ type: 'RegisterContract', contract: 'c', title: 'C', authority: 'A', supplier: 'S' },
  yearStart: 4,
}

const failing =
  (code: string): Io['out'] =>
  () => {
    throw Object.assign(new Error(`${code}: write`), { code })
  }

beforeAll(() => {
  writeFileSync('contract.json', JSON.stringify(contract))
  copyFileSync(ledger, 'ledger.ndjson')
  symlinkSync('ledger.ndjson', 'link')
})

describe('--out', () => {
  it.each([
    ['card.json', /^\{\n/],
    ['card.html', /^<!doctype html>/],
    ['card.csv', /^\ufeffcontract,/],
    ['card', /R&B-K-001/],
  ])(
    'writes %s in the format of its extension, and nothing to standard output',
    async (file, beginning) => {
      expect(await kpiLedger(...card, '--out', file)).toEqual({ status: 0, out: '', err: '' })
      expect(readFileSync(file, 'utf8')).toMatch(beginning)
      expect(readdirSync('.').filter((name) => name.endsWith('.tmp'))).toEqual([])
    },
  )

  it('writes what standard output would have had, even from a terminal', async () => {
    const { out } = await kpiLedger(...card)
    await kpiLedgerWith({ columns: 60 }, ...card, '--out', 'wide')
    expect(readFileSync('wide', 'utf8')).toBe(out)
    await kpiLedger('export', '--store', ledger, '--out', 'copy.ndjson')
    expect(readFileSync('copy.ndjson')).toEqual(readFileSync(ledger))
  })

  it('leaves the file unchanged if the command fails', async () => {
    writeFileSync('kept', 'before')
    const { status } = await kpiLedger(...card, '--regime', 'none', '--out', 'kept')
    expect([status, readFileSync('kept', 'utf8')]).toEqual([2, 'before'])
    writeFileSync('damaged.ndjson', `${readFileSync(ledger, 'utf8')}{}\n`)
    const cut = await kpiLedger('export', '--store', 'damaged.ndjson', '--out', 'kept')
    expect([cut.status, readFileSync('kept', 'utf8')]).toEqual([2, 'before'])
    expect(readdirSync('.').filter((name) => name.endsWith('.tmp'))).toEqual([])
  })

  it.each([
    [['export', '--store', 'ledger.ndjson'], 'ledger.ndjson'],
    [['export', '--store', 'ledger.ndjson'], 'link'],
    [['verify', 'ledger.ndjson'], './ledger.ndjson'],
    [['verify', 'contract.json', '--ledger', 'ledger.ndjson'], 'link'],
    [['record', 'contract.json', '--store', 'sqlite:new.db'], 'contract.json'],
    [['record', 'contract.json', '--store', 'sqlite:new.db'], 'new.db'],
    [['record', 'contract.json', '--store', 'sqlite:new.db'], './new.db-wal'],
    [['contracts'], 'kpi-ledger.db'],
  ])('never overwrites its input: %j --out %s', async (argv, out) => {
    const before = readFileSync('ledger.ndjson')
    const { status, err } = await kpiLedger(...argv, '--out', out)
    expect([status, err]).toEqual([
      2,
      `kpi-ledger: --out: ${out} is also an input; write the answer to another file\n`,
    ])
    expect([existsSync('new.db'), readFileSync('ledger.ndjson').equals(before)]).toEqual([
      false,
      true,
    ])
  })

  it.each([
    [['keygen', '--contract', 'c']],
    [card],
    [['template', ...card.slice(1), '--by-owner']],
  ])('with a name that the system refuses is a failure of the system: %j', async (argv) => {
    const name = `${'n'.repeat(300)}.xlsx`
    const { status, err } = await kpiLedger(...argv, '--out', name)
    expect([status, err]).toEqual([3, expect.stringContaining(`--out: ${name}: ENAMETOOLONG`)])
  })

  it('that cannot be written to is refused before anything is stored', async () => {
    const store = ['--store', 'sqlite:unstored.db']
    const { status, err } = await kpiLedger('record', 'contract.json', ...store, '--out', 'no/file')
    expect([status, err]).toEqual([2, 'kpi-ledger: --out: no/file: no such file\n'])
    expect(existsSync('unstored.db')).toBe(false)
  })
})

describe('an answer that cannot be written', () => {
  it.each<[string, ReadonlyArray<string>, string]>([
    ['nothing', card, ''],
    [
      'what was recorded',
      ['record', 'contract.json', '--store', 'sqlite:stored.db', '--actor', 'Ann'],
      '; stored: 1 event',
    ],
    ['what was imported', ['import', ledger, '--store', 'memory:'], '; stored: 145 events'],
    [
      'the key that was made',
      ['keygen', '--contract', 'c', '--out', 'made.key'],
      '; stored: the private key, in made.key',
    ],
    ['nothing, of help', ['--help'], ''],
  ])('gives status 3, and says what was stored: %s', async (_, argv, stored) => {
    const { status, err } = await kpiLedgerWith({ out: failing('ENOSPC') }, ...argv)
    expect([status, err]).toEqual([
      3,
      `kpi-ledger: the answer could not be written: standard output: no space left on the device${stored}\n`,
    ])
  })

  it('is a bug, and never an answer, if anything but the system fails', async () => {
    const broken: Io['out'] = () => {
      throw new Error('no system error')
    }
    await expect(kpiLedgerWith({ out: broken }, ...card)).rejects.toThrow('no system error')
  })

  it('says nothing if its reader has read enough', async () => {
    const gone = await kpiLedgerWith({ out: failing('EPIPE') }, 'history', ...card.slice(1, 5))
    expect(gone).toEqual({ status: 0, out: '', err: '' })
  })
})

describe('options', () => {
  it('are refused with all their faults at once', async () => {
    const { status, err } = await kpiLedger(
      ...['explain', '--contract', 'a b', '--period', '2016-05', '--as-at', 'yesterday'],
      ...['--at-revision', 'x'],
    )
    expect(status).toBe(2)
    expect(err.split('\n')).toEqual([
      expect.stringContaining('--contract: '),
      expect.stringContaining('--as-at: '),
      expect.stringContaining('--at-revision: '),
      "required option '--kpi <reference>' not specified",
      '',
    ])
  })

  it('that are unknown get a suggestion', async () => {
    const { status, err } = await kpiLedger(...card.slice(0, 5), '--periods', '2016-05')
    expect(status).toBe(2)
    expect(err).toContain("unknown option '--periods'\n(Did you mean --period?)")
  })
})

it('a failed verification says so once on a terminal, and on standard error otherwise', async () => {
  const digest = ['digest', '--store', ledger, '--contract', 'pssp', '--out']
  await kpiLedger(...digest, 'digest.json')
  const kept = readFileSync('digest.json', 'utf8').replace(/"root": "..../, '"root": "0000')
  writeFileSync('wrong.json', kept)
  const verify = ['verify', 'wrong.json', '--ledger', ledger]
  const piped = await kpiLedger(...verify)
  expect([piped.status, piped.err]).toEqual([1, expect.stringMatching(/^kpi-ledger: .+\n$/)])
  const shown = await kpiLedgerWith({ columns: 100 }, ...verify)
  expect([shown.status, shown.err]).toEqual([1, ''])
  expect(shown.out).toContain('no:')
})

describe('--theme, --bom', () => {
  it('gives light and dark pages an organisation’s colours', async () => {
    const theme = ['--theme', 'accent=#6a1b5d/#e0a8d4', '--theme', 'panel=#f7f2f6']
    const { status, out } = await kpiLedger(...card, '--format', 'html', ...theme)
    expect(status).toBe(0)
    for (const property of ['accent: #6a1b5d', 'accent: #e0a8d4', 'panel: #f7f2f6'])
      expect(out).toContain(`--kpi-${property};`)
  })

  it.each([
    [['--bom'], '--bom is for CSV, not for table; omit it, or pass --format csv'],
    [['--theme', 'accent=#6a1b5d'], '--theme is for pages, not for table'],
    [['--format', 'html', '--theme', 'accent=red'], '--theme: "accent=red": expected NAME=#rrggbb'],
    [
      ['--format', 'html', '--theme', 'accent=#ffff00'],
      'accent #ffff00 against page #ffffff has a contrast of',
    ],
  ])('%j is refused', async (more, message) => {
    const { status, out, err } = await kpiLedger(...card, ...more)
    expect([status, out]).toEqual([2, ''])
    expect(err).toContain(message)
  })
})

describe('--logo', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

  beforeAll(() => {
    writeFileSync('crest.svg', svg)
    writeFileSync('crest.png', Buffer.from('89504e470d0a1a0a00', 'hex'))
    writeFileSync('crest.html', '<p>no picture</p>')
    writeFileSync('large.svg', svg + ' '.repeat(500_000))
  })

  it.each([
    ['crest.svg', 'svg+xml'],
    ['crest.png', 'png'],
  ])('embeds %s in the page as a picture, never as markup', async (file, type) => {
    const { status, out } = await kpiLedger(...card, '--format', 'html', '--logo', file)
    const encoded = readFileSync(file).toString('base64')
    expect(status).toBe(0)
    expect(out).toContain(`<img src="data:image/${type};base64,${encoded}" alt`)
    expect(out).not.toContain('<script>')
  })

  it.each([
    [['--logo', 'crest.svg'], '--logo is for pages, not for table; omit it, or pass --format html'],
    [['--format', 'html', '--logo', 'crest.html'], 'crest.html: expected a PNG or SVG picture'],
    [['--format', 'html', '--logo', 'none.png'], 'none.png: no such file'],
    [['--format', 'html', '--logo', 'large.svg'], 'bytes, a logo may have 500000 at most'],
    [
      ['--format', 'html', '--logo', 'crest.svg', '--out', 'crest.svg'],
      'crest.svg is also an input',
    ],
  ])('%j is refused, and nothing is written', async (more, message) => {
    const { status, out, err } = await kpiLedger(...card, ...more)
    expect([status, out]).toEqual([2, ''])
    expect(err).toContain(message)
    expect(readFileSync('crest.svg', 'utf8')).toBe(svg)
  })
})
