import { join } from 'node:path'
import type { Finding } from '@kpi-ledger/projections'
import { inNewFolder, kpiLedger, kpiLedgerWith } from './fixture.spec'

inNewFolder()

const examples = join(__dirname, '../../../examples')
const report = ['--store', join(examples, 'peterborough-2016/ledger.ndjson')]
const auditor = ['--store', join(examples, 'auditor/ledger.ndjson'), '--contract', 'pssp']

const foundIn = async (...argv: ReadonlyArray<string>): Promise<ReadonlyArray<string>> => {
  const { status, out, err } = await kpiLedger('findings', ...argv, '--format', 'json')
  expect([status, err]).toEqual([0, ''])
  const { findings } = JSON.parse(out) as { readonly findings: ReadonlyArray<Finding> }
  return findings.map(({ finding, kpi, events }) =>
    [finding, kpi, ...events.map(({ revision }) => revision)].join(' '),
  )
}

describe('findings', () => {
  it('of the 2016 report: its claims that its figures contradict, and no cell that is in order', async () => {
    expect(await foundIn(...report, '--contract', 'pssp')).toEqual([
      // Two months of each profile are printed.
      ...['R&B-K-001 3', 'R&B-K-002 4', 'R&B-K-007 5', 'R&B-K-008 6', 'R&B-K-009a 8'].map(
        (each) => `profile-incomplete ${each}`,
      ),
      'profile-incomplete R&B-K-009b 9',
      'profile-incomplete CS-K-002 14',
      // 9.96 against 11.25 and 59.01 against 60: "On track to meet annual target".
      'claims-on-track R&B-K-008 6 51 72',
      'claims-on-track R&B-K-009b 9 54 74',
    ])
    expect(await foundIn(...report, '--contract', 'ict')).toEqual([])
  })

  it('of the auditor’s ledger: the correction, the target, the KPI that was dropped, and what was printed and decided', async () => {
    const all = await foundIn(...auditor)
    expect(all.filter((each) => !each.startsWith('profile-incomplete'))).toEqual([
      'target-after-actual R&B-K-009b 9 54 80',
      'corrected-to-good R&B-K-008 51 79',
      'not-carried-over CS-K-009 1 88',
      'printed-otherwise R&B-K-008 94',
      'decided-without-note R&B-K-001 92',
    ])
    expect(await foundIn(...auditor, '--as-at', '2016-06-20T10:00:00Z')).toContain(
      'claims-on-track R&B-K-008 6 51 72',
    )
  })

  it('are late after the given number of days', async () => {
    const late = async (days: string) =>
      (await foundIn(...auditor, '--late-after', days)).filter((each) => each.startsWith('late'))
    // Recorded on 13 June: 44 days after April, 13 after May.
    expect([(await late('44')).length, (await late('43')).length]).toEqual([0, 22])
    expect((await late('12')).length).toBe(44)
  })

  it('are overdue after the given number of days', async () => {
    const overdue = async (days: string) => {
      const asked = [...report, '--contract', 'pssp', '--overdue-after', days]
      return (await foundIn(...asked)).filter((each) => each.startsWith('overdue '))
    }
    expect(await overdue('9999')).toEqual([])
    expect(await overdue('5')).not.toEqual([])
  })

  it('are grouped in the table, one per row in CSV', async () => {
    const { out } = await kpiLedger('findings', ...auditor)
    expect(out).toMatch(/^pssp: 12 to look at$/m)
    expect(out).toMatch(/^Corrections that made a rating good \(M19\): 1$/m)
    expect(out).toMatch(/^R&B-K-008 +May 2016 +May 2016 was corrected from 9\.96 % .* 51, 79$/m)
    const csv = await kpiLedger('findings', ...auditor, '--format', 'csv')
    expect(csv.out).toContain('\r\npssp,corrected-to-good,M19,R&B-K-008,2016-05,pssp-2016,')
    expect(csv.out).toContain('"51\n79"')
  })

  it('name the events dated later than the clock, of any KPI (M20)', async () => {
    const early = { now: () => '2016-07-18T00:00:00.000Z' }
    const { status, out } = await kpiLedgerWith(early, 'findings', ...auditor)
    expect(status).toBe(0)
    expect(out).toMatch(/^Events dated in the future \(M20\): \d+$/m)
    expect(out).toMatch(/^– +– +recorded as at 2016-07-18T\S+, which is still to come +.*\b80\b/m)
    const csv = await kpiLedgerWith(early, 'findings', ...auditor, '--format', 'csv')
    expect(csv.out).toMatch(/^pssp,recorded-ahead,M20,,,,"?recorded as at 2016-07-18T/m)
  })

  it('say so if there is nothing to look at', async () => {
    const { out } = await kpiLedger('findings', ...report, '--contract', 'ict')
    expect(out).toMatch(/^ict: nothing to look at\nledger of 67 events, root [0-9a-f]{64}\n$/)
  })

  it.each([
    [['--late-after', '-1'], '--late-after: expected a whole number'],
    [['--regime', 'x'], 'no regime "x"'],
    [['--as-at', 'yesterday'], '--as-at: expected a UTC instant'],
  ])('refuse %j', async (options, message) => {
    const { status, out, err } = await kpiLedger('findings', ...auditor, ...options)
    expect([status, out]).toEqual([2, ''])
    expect(err).toContain(message)
  })
})
