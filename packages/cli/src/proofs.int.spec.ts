import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inNewFolder, kpiLedger } from './fixture.spec'

inNewFolder()

const ledger = join(__dirname, '../../../examples/peterborough-2016/ledger.ndjson')
const pssp = ['--store', ledger, '--contract', 'pssp']
const signed = ['--format', 'tlog-proof']

beforeAll(async () => {
  for (const name of ['ours', 'theirs']) {
    const { out } = await kpiLedger('keygen', '--contract', 'pssp', '--out', `${name}.key`)
    writeFileSync(`${name}.pub`, out)
  }
  const key = ['--key', 'ours.key', '--format', 'checkpoint']
  await kpiLedger('digest', ...pssp, ...key, '--out', 'checkpoint.txt')
  await kpiLedger('prove', ...pssp, '--revision', '3', '--format', 'json', '--out', 'proof.json')
  writeFileSync('torn.txt', 'kpi-ledger/pssp\n\n\u2014 a b\n')
  writeFileSync('empty.ndjson', '')
})

describe('M27 proofs', () => {
  it.each<[ReadonlyArray<string>, string]>([
    [
      ['prove', ...pssp, '--revision', '3', '--size', '99'],
      '--size: kpiContract-pssp has 78 events',
    ],
    [
      ['prove', ...pssp, '--from-size', '3', '--size', '99'],
      '--size: kpiContract-pssp has 78 events',
    ],
    [['digest', ...pssp, '--size', '99'], '--size: kpiContract-pssp has 78 events, not 99'],
    [['prove', ...pssp, '--from-size', '79'], '--from-size: 79 is more than 78 events'],
    [['prove', ...pssp, '--revision', '3', ...signed], 'this format is signed: pass --key FILE'],
    [['prove', ...pssp, '--revision', '3', ...signed, '--key', 'no.key'], 'no.key: no such file'],
    [['verify', 'proof.json', '--event', 'no.json'], 'no.json: no such file'],
    [['verify', 'proof.json', '--digest', 'no.json'], 'no.json: no such file'],
    [['verify', 'proof.json', '--digest', 'proof.json'], 'proof.json is neither a digest nor a'],
    [['verify', 'torn.txt', '--key', 'ours.pub'], 'torn.txt: expected a signature line'],
    [
      ['verify', 'checkpoint.txt', '--ledger', 'no.ndjson', '--key', 'ours.pub'],
      'no.ndjson: no such file',
    ],
  ])('%j is refused', async (argv, says) => {
    const { status, out, err } = await kpiLedger(...argv)
    expect([status, out, err]).toEqual([2, '', expect.stringContaining(says)])
  })

  it('the digest of no events is the root of the empty tree', async () => {
    const { out } = await kpiLedger('digest', ...pssp, '--size', '0')
    expect(out).toContain('kpiContract-pssp: digest of 0 events\n')
    expect(out).toContain('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  })

  it('a ledger file without events holds', async () => {
    const { status, out } = await kpiLedger('verify', 'empty.ndjson')
    expect([status, out]).toEqual([
      0,
      expect.stringContaining('is a ledger of 0 events that decode'),
    ])
  })

  it('what another key signed does not hold, whatever the ledger has', async () => {
    const against = ['--ledger', ledger, '--key']
    const { status, err } = await kpiLedger('verify', 'checkpoint.txt', ...against, 'theirs.pub')
    expect([status, err]).toEqual([1, expect.stringContaining('it is not signed by ')])
    const ours = await kpiLedger('verify', 'checkpoint.txt', ...against, 'ours.pub')
    expect(ours.status).toBe(0)
  })
})
