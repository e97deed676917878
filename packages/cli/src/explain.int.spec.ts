import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RecordedEvent } from '@kpi-ledger/core'
import { eventEntry } from '@kpi-ledger/core/proofs'
import { recorded, type EventFixture } from '@kpi-ledger/testing'
import { inNewFolder, kpiLedger } from './fixture.spec'

inNewFolder()

const report = join(__dirname, '../../../examples/peterborough-2016/ledger.ndjson')
const pssp = ['--store', report, '--contract', 'pssp']

const history: ReadonlyArray<EventFixture> = [
  {
    type: 'ContractRegistered',
    data: { contract: 'c', title: 'C', authority: 'A', supplier: 'S', yearStart: 4 },
  },
  {
    type: 'RegimeAdopted',
    data: {
      regime: 'r',
      title: 'Rules of 2016',
      effectiveFrom: '2016-04',
      scheme: {
        levels: ['floor'],
        bands: [
          { code: 'met', label: 'Met', grade: 'good', when: { meets: 'target' } },
          {
            code: 'close',
            label: 'Close',
            grade: 'approaching-target',
            when: { meets: 'target', within: 'tolerance' },
          },
          {
            code: 'poor',
            label: 'Poor',
            grade: 'requires-improvement',
            when: { clears: 'floor' },
          },
          { code: 'failed', label: 'Failed', grade: 'inadequate', when: 'otherwise' },
        ],
        notRated: { code: 'none', label: 'None' },
      },
    },
  },
  {
    type: 'KPIDefined',
    data: {
      regime: 'r',
      kpi: 'K',
      description: 'Calls answered',
      serviceArea: 'Contact',
      frequency: 'monthly',
      unit: 'days',
      effectiveFrom: '2016-04',
      target: {
        comparator: 'between',
        low: 10,
        high: 20,
        tolerance: { absolute: 2 },
        levels: { floor: { low: 4, high: 26 } },
      },
    },
  },
  {
    type: 'ActualRecorded',
    data: { kpi: 'K', period: '2016-05', outcome: { kind: 'measured', value: 30 } },
  },
  {
    type: 'ActualCorrected',
    data: {
      kpi: 'K',
      period: '2016-05',
      outcome: { kind: 'measured', value: 9 },
      reason: 'counted twice',
    },
  },
  {
    type: 'TargetRevised',
    data: {
      regime: 'r',
      kpi: 'K',
      effectiveFrom: '2016-06',
      target: { comparator: '<', value: 20 },
      reason: 'simpler',
    },
  },
]

const events: ReadonlyArray<RecordedEvent> = recorded('c', history).map((event) => ({
  ...event,
  metadata: { actor: `officer ${String(event.revision)}` },
}))

beforeAll(() => {
  writeFileSync('c.ndjson', events.map((event) => `${eventEntry(event)}\n`).join(''))
})

const explain = (...options: ReadonlyArray<string>) =>
  kpiLedger('explain', '--store', 'c.ndjson', '--contract', 'c', '--kpi', 'K', ...options)

const head = ({ out }: { readonly out: string }) => out.split('\n').slice(0, 3)

describe('explain', () => {
  it('says in words why a KPI of the 2016 report has its rating, and from which events', async () => {
    const { status, out } = await kpiLedger(
      ...['explain', ...pssp, '--kpi', 'R&B-K-008', '--period', '2016-05'],
    )
    expect(status).toBe(0)
    expect(out.split('\n').slice(0, 4)).toEqual([
      'R&B-K-008 Business Rates arrears collection — May 2016, pssp-2016 (percent)',
      'Not Met: 9.96 % is 1.29 below the May profile of 11.25 %.',
      'Band: below 11.25 %. Next better: Target Met, at 11.25 % or more.',
      '',
    ])
    for (const line of [
      /^51 +2016-06-13T09:00:51Z +transcribed from .* +actual +9\.96 for May 2016$/m,
      /^72 .* note +On track to meet annual target of 30%$/m,
    ])
      expect(out).toMatch(line)
  })

  it('shows what was superseded, by what, who did it and why', async () => {
    const { out } = await explain('--period', '2016-05')
    expect(out).toContain('9 days is 1 below the target of 10 days to 20 days.')
    expect(out).toMatch(/^3 .* officer 3 +actual +30 for May 2016 — superseded by event 4$/m)
    expect(out).toMatch(/^4 .* officer 4 +actual +9 for May 2016; reason: counted twice$/m)
    expect(out).not.toContain('officer 5')
  })

  it('answers as known at a time, and under the targets of later months', async () => {
    expect(head(await explain('--period', '2016-05', '--at-revision', '3'))).toEqual([
      'K Calls answered — May 2016, r (days)',
      'Failed: 30 days is 10 above the target of 10 days to 20 days.',
      'Band: from 26 days. Next better: Poor, below 26 days.',
    ])
    const june = await explain('--period', '2016-06', '--format', 'csv')
    const [names = '', ...rows] = june.out.trimEnd().split('\r\n')
    expect(names).toContain(',rating,label,grade,sentence,revision,')
    expect(rows).toHaveLength(4)
    for (const row of rows)
      expect(row).toContain(',none,None,other,nothing is recorded for June 2016,')
    expect(rows[2]).toContain('"between 10 days and 20 days, tolerance 2 days, ')
    expect(rows[2]).toContain(',,5,')
    expect(rows[3]).toContain('"target from between 10 days and 20 days to less than 20 days, ')
  })

  it.each([
    ['9', 'Band: from 8 days, below 10 days. Next better: Met, at 10 days or more.'],
    ['21', 'Band: above 20 days, up to 22 days. Next better: Met, at 20 days or less.'],
    ['5', 'Band: above 4 days, below 8 days. Next better: Close, at 8 days or more.'],
    ['3', 'Band: up to 4 days. Next better: Poor, above 4 days.'],
    ['12', 'Band: from 10 days, up to 20 days. There is no better one.'],
  ])('says in which direction is better for %s of 10 to 20', async (value, band) => {
    const kept = events.slice(0, 4).map((event) => eventEntry(event))
    const lines = kept.map((line) => line.replace('"value":30', `"value":${value}`))
    writeFileSync('other.ndjson', `${lines.join('\n')}\n`)
    const other = ['--store', 'other.ndjson', '--contract', 'c', '--kpi', 'K']
    expect(head(await kpiLedger('explain', ...other, '--period', '2016-05'))[2]).toBe(band)
  })

  it('names the predecessor whose figure a comparison uses, on every line that it comes from', async () => {
    const [contract, regime, definition, recordedActual] = history
    if (!contract || !regime || !definition || !recordedActual) throw new Error('expected four')
    const of = (event: EventFixture, data: object) => ({
      ...event,
      data: { ...event.data, ...data },
    })
    const taken = recorded('c', [
      ...[contract, regime, of(definition, { kpi: 'Old' })],
      of(regime, { regime: 's', effectiveFrom: '2016-05' }),
      of(definition, { regime: 's', effectiveFrom: '2016-05', succeeds: ['Old'] }),
      of(recordedActual, { kpi: 'Old', period: '2016-05' }),
    ] as ReadonlyArray<EventFixture>)
    writeFileSync('taken.ndjson', taken.map((event) => `${eventEntry(event)}\n`).join(''))
    const asked = [
      '--store',
      'taken.ndjson',
      '--contract',
      'c',
      '--kpi',
      'K',
      '--period',
      '2016-05',
    ]
    const drawn = await kpiLedger('explain', ...asked, '--compared-with', 'r')
    expect(head(drawn).slice(0, 2)).toEqual([
      'K Calls answered — May 2016, s, compared with Old of r (days)',
      'Failed: 30 days, taken from its predecessor Old, is 10 above the target of 10 days to 20 days.',
    ])
    expect(drawn.out).toMatch(/^5 .* actual +30 for May 2016, recorded for Old$/m)
    const compared = await kpiLedger(
      ...['compare', '--store', 'taken.ndjson', '--contract', 'c'],
      ...['--from', 'r', '--to', 's', '--period', '2016-05'],
    )
    expect(compared.out).toMatch(/^Old → K .* 30 .* Failed$/m)
    expect(await kpiLedger('explain', ...asked, '--beside', 'Old')).toMatchObject({
      status: 2,
      err: expect.stringContaining('name the regime to compare with') as string,
    })
  })

  it('is JSON with the size and root of the log it was drawn from', async () => {
    const { out } = await explain('--period', '2016-05', '--format', 'json')
    const json = JSON.parse(out) as Record<string, unknown>
    expect(json).toMatchObject({
      contract: 'c',
      kpi: 'K',
      period: '2016-05',
      regime: 'r',
      ledger: { size: 6, root: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
      sentence: '9 days is 1 below the target of 10 days to 20 days',
      margin: { from: 10, difference: -1, meets: false },
    })
    expect(json['events']).toHaveLength(5)
  })

  it.each([
    [['--kpi', 'X', '--period', '2016-05'], 'no KPI "X" has been defined'],
    [['--period', '2016-5'], '--period: '],
    [['--period', '2016-03'], 'no regime is in effect in 2016-03'],
    [['--period', '2016-05', '--at-revision', '1'], 'no KPI "K" has been defined'],
    [['--period', '2016-05', '--at-revision', '6'], 'there is no revision 6'],
  ])('refuses %j', async (options, message) => {
    const { status, out, err } = await explain(...options)
    expect([status, out]).toEqual([2, ''])
    expect(err).toContain(message)
  })
})

describe('history', () => {
  const revisions = async (...options: ReadonlyArray<string>) => {
    const { out, err, status } = await kpiLedger(
      ...['history', '--store', 'c.ndjson', '--contract', 'c', '--format', 'json', ...options],
    )
    if (status !== 0) return err
    return (JSON.parse(out) as ReadonlyArray<{ revision: number }>).map(({ revision }) => revision)
  }
  const [, , , third = '', fourth = ''] = events.map(({ recordedAt }) => recordedAt)

  it('ends at the time asked about', async () => {
    expect(await revisions('--as-at', fourth)).toEqual([0, 1, 2, 3, 4])
    expect(await revisions('--at-revision', '2')).toEqual([0, 1, 2])
    expect(await revisions('--kpi', 'K', '--at-revision', '4')).toEqual([2, 3, 4])
    expect(await revisions('--facts-as-at', third)).toEqual([0, 1, 2, 3, 5])
    expect(await revisions('--rules-as-at', third)).toEqual([0, 1, 2, 3, 4])
    expect(await revisions('--at-revision', '6')).toContain('there is no revision 6')
  })

  it('is empty before a KPI had any event, which is no failure', async () => {
    expect(await revisions('--kpi', 'K', '--at-revision', '1')).toEqual([])
  })
})
