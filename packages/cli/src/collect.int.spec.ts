import { copyFileSync, createReadStream, readFileSync, writeFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { addDamaged, inNewFolder, kpiLedger, kpiLedgerWith } from './fixture.spec'

inNewFolder()

const parks = ['--store', 'sqlite:parks.db']
const contract = ['--contract', 'parks']
const actor = ['--actor', 'Ann']

beforeAll(async () => {
  writeFileSync('parks.yaml', (await kpiLedger('define', '--example')).out)
  await kpiLedger('define', 'parks.yaml', ...parks)
  const yaml = readFileSync('parks.yaml', 'utf8')
  writeFileSync('care.yaml', yaml.replace('Grounds maintenance', 'Grounds care'))
  for (const month of ['05', '06']) {
    const file = `${month}.csv`
    await kpiLedger('template', ...parks, ...contract, '--period', `2016-${month}`, '--out', file)
    const blank = readFileSync(file, 'utf8')
    writeFileSync(file, blank.replace(/^(P1,.*),,,,\r$/m, `$1,9${month.slice(1)},,,\r`))
  }
  writeFileSync('mapping.yaml', 'kpi: Ref\nfigure: Result\nnote: Remark\nfor: 2016-06\n')
  writeFileSync('sheet.csv', Buffer.from('Ref,Result,Remark\nP1,91,Caf\u00e9\n', 'latin1'))
})

describe('collect', () => {
  it('names each of several files above its figures', async () => {
    const { status, out } = await kpiLedger('collect', ...parks, '05.csv', '06.csv', '--dry-run')
    expect(status).toBe(0)
    const lines = out.split('\n').filter((line) => /csv|P1/.test(line))
    expect(lines.map((line) => line.replace(/ +/g, ' '))).toEqual([
      '05.csv, 06.csv',
      '05.csv',
      'G8 P1 May 2016 95 – record',
      '06.csv',
      'G8 P1 Jun 2016 96 – record',
    ])
  })

  it('reads standard input, and says that it did', async () => {
    const chunks = (path: string) =>
      path === '-' ? Readable.from([readFileSync('05.csv')]) : createReadStream(path)
    const asked = ['collect', ...parks, '-', '--dry-run', '--format', 'json']
    const { status, out } = await kpiLedgerWith({ chunks }, ...asked)
    expect([status, JSON.parse(out)]).toMatchObject([
      0,
      { files: [{ file: 'standard input', contract: 'parks' }] },
    ])
  })

  const mapped = ['collect', ...parks, 'sheet.csv', '--dry-run', '--mapping', 'mapping.yaml']

  it('reads a sheet in the encoding that it is told', async () => {
    const asked = [...mapped, ...contract, '--encoding', 'windows-1252']
    const { status, out } = await kpiLedger(...asked)
    expect([status, out]).toEqual([0, expect.stringMatching(/^B2 .* Café +– +note$/m)])
  })

  it.each<[string, ReadonlyArray<string>, string]>([
    ['no contract', [], 'sheet.csv: which contract is it for? Give --contract'],
    ['another contract', ['--contract', 'park'], 'did you mean "parks"?'],
    ['another encoding', contract, "is not in the file's encoding; if a spreadsheet wrote it"],
  ])('reads no sheet with %s', async (_, more, says) => {
    const { status, out, err } = await kpiLedger(...mapped, ...more)
    expect([status, out, err]).toEqual([2, '', expect.stringContaining(says)])
  })

  it('M39 records nothing that somebody else has recorded while the user was asked', async () => {
    const collect = ['collect', ...parks, '05.csv', ...actor]
    const confirm = async () => (await kpiLedger(...collect)).status === 0
    const { status, out, err } = await kpiLedgerWith({ confirm }, ...collect)
    expect([status, out, err]).toEqual([
      4,
      '',
      expect.stringContaining('05.csv:G8: KPI "P1" for 2016-05 has changed since revision 4'),
    ])
  })

  const losses: ReadonlyArray<[string, number, string, (path: string) => void]> = [
    ['an event is damaged', 2, 'data.text: missing', (path) => addDamaged(path, 'parks')],
    ['it is lost', 3, 'not an SQLite', (path) => writeFileSync(path, 'lost'.repeat(999))],
  ]

  it.each(losses)(
    'records nothing in a store if %s after it was read',
    async (_, status, says, lose) => {
      copyFileSync('parks.db', 'other.db')
      const said: Array<string> = []
      // What nobody signs is warned about just before it is recorded.
      const err = (text: string): void => {
        if (said.push(text) === 1) lose('other.db')
      }
      const asked = ['collect', '06.csv', '--store', 'sqlite:other.db']
      const ended = await kpiLedgerWith({ err }, ...asked)
      expect([ended.status, ended.out, said.at(-1)]).toEqual([
        status,
        '',
        expect.stringContaining(says),
      ])
    },
  )

  it.each([
    ['define', ['define', 'care.yaml', '--reason', 'renamed']],
    ['collect', ['collect', '06.csv']],
  ])('%s records nothing if an event is damaged once it was planned', async (_, argv) => {
    copyFileSync('parks.db', 'other.db')
    let made = 0
    const newId = () => {
      if (made++ === 0) addDamaged('other.db', 'parks')
      return `00000000-0000-4000-8000-${String(made).padStart(12, 'f')}`
    }
    const ended = await kpiLedgerWith({ newId }, ...argv, ...actor, '--store', 'sqlite:other.db')
    expect([ended.status, ended.out, ended.err]).toEqual([
      2,
      '',
      expect.stringContaining('data.text: missing'),
    ])
  })

  it.each(losses)('nothing is published if %s once the scorecard was drawn', async (...row) => {
    const [, status, says, lose] = row
    copyFileSync('parks.db', 'other.db')
    const progress = () => ({ at: () => undefined, end: () => lose('other.db') })
    const asked = ['publish', ...contract, '--period', '2016-05', '--incomplete', ...actor]
    const ended = await kpiLedgerWith({ progress }, ...asked, '--store', 'sqlite:other.db')
    expect([ended.status, ended.out, ended.err]).toEqual([
      status,
      '',
      expect.stringContaining(says),
    ])
  })
})
