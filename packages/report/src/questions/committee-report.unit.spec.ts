import { foldHistory, type Period } from '@kpi-ledger/core'
import { committeeReport, committeeReportJson } from '@kpi-ledger/projections'
import { psspScheme, recorded, type EventFixture } from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'
import type { Chart } from '../charts/chart'
import type { Document } from '../document/document'
import { valueInWords } from '../document/value'
import { committeeReportDocument } from './committee-report'

const defined = (
  kpi: string,
  effectiveFrom = '2016-04',
  value = 90,
  regime = 'r',
): EventFixture => ({
  type: 'KPIDefined',
  data: {
    ...{ regime, kpi, description: `About ${kpi}`, serviceArea: 'Area', effectiveFrom },
    ...{ frequency: 'monthly', unit: 'percent', target: { comparator: '>=', value } },
  },
})

const figure = (kpi: string, period: string, value: number): EventFixture => ({
  type: 'ActualRecorded',
  data: { kpi, period, outcome: { kind: 'measured', value } },
})

/** What was signed off after the contract, its regime and three KPIs. */
const signed = (period: string, actor?: string): EventFixture => ({
  type: 'ScorecardPublished',
  data: {
    ...{ regime: 'r', period, form: 1, size: 5 },
    ...{ scorecardDigest: '0'.repeat(64), root: '0'.repeat(64) },
  },
  ...(actor === undefined ? {} : { metadata: { actor } }),
})

const adopted = (regime: string, effectiveFrom: string): EventFixture => ({
  type: 'RegimeAdopted',
  data: { regime, title: regime.toUpperCase(), effectiveFrom, scheme: psspScheme },
})

const reportFor = (period: Period, ...events: ReadonlyArray<EventFixture>): Document => {
  const history = foldHistory(
    recorded('c', [
      {
        type: 'ContractRegistered',
        data: { contract: 'c', title: 'C', authority: 'A', supplier: 'S', yearStart: 4 },
      },
      adopted('r', '2014-04'),
      ...events,
    ]),
  )
  const report = committeeReport(history, { period })
  if (E.isLeft(report)) throw new Error(JSON.stringify(report.left))
  return committeeReportDocument(
    committeeReportJson(report.right, { size: 1, root: 'ab'.repeat(32) }, () => null),
    4,
  )
}

const reportOf = (month: number, ...events: ReadonlyArray<EventFixture>): Document =>
  reportFor({ kind: 'month', year: 2016, month }, ...events)

/** The labelled values of a report, as `label: value`. */
const factsIn = ({ blocks }: Document): ReadonlyArray<string> =>
  blocks.flatMap((block) =>
    block.kind === 'facts'
      ? block.rows.map(({ label, value }) => `${label}: ${valueInWords(value)}`)
      : [],
  )

const wordsIn = ({ blocks }: Document): ReadonlyArray<string> =>
  blocks.flatMap((block) => ('text' in block ? block.text : []))

const chartsIn = ({ blocks }: Document): ReadonlyArray<string> =>
  blocks
    .filter((block): block is Chart => block.kind === 'chart')
    .map(({ title }) => title.replace(/^.*(?:: | — )/, ''))

const kpis = ['A', 'B', 'C'].map((kpi) => defined(kpi))

describe('the committee report', () => {
  it('says how the year has gone, what has turned, and what is out of sight', () => {
    const figures = [
      ...[figure('A', '2016-04', 80), figure('B', '2016-04', 95), figure('C', '2016-04', 80)],
      ...[figure('A', '2016-05', 95), figure('B', '2016-05', 80)],
    ]
    const facts = factsIn(reportOf(5, ...kpis, ...figures))
    expect(facts).toContain('Not met, of those rated: Apr 2016 2 of 3, May 2016 1 of 2')
    expect(facts).toContain('Met in Apr 2016, not met now: B')
    expect(facts).toContain('Not met in Apr 2016, met now: A')
    expect(facts).toContain('Not met when last rated, and not rated now: C (Not Met in Apr 2016)')
    expect(facts).toContain('Signed off: no: this is a draft')
    expect(facts).toContain('Since: May 2016; Exceeded in Apr 2016')
  })

  it('does not mistake the first recorded month for the month in which a failure began', () => {
    const facts = factsIn(
      reportOf(5, ...kpis, figure('A', '2016-04', 8), figure('A', '2016-05', 8)),
    )
    expect(facts).toContain(
      'Since: Apr 2016 or earlier, 2 scorecards in a row: no rating before it is recorded',
    )
  })

  it('knows when a failure began, even if that is longer ago than its charts reach', () => {
    const months = Array.from(
      { length: 26 },
      (_, i) => `${2014 + Math.floor((i + 3) / 12)}-${String(((i + 3) % 12) + 1).padStart(2, '0')}`,
    )
    const figures = months.map((month) => figure('A', month, 8))
    const facts = factsIn(reportOf(5, defined('A', '2014-04'), ...figures))
    expect(facts).toContain('Since: Apr 2014, 26 scorecards in a row')
  })

  it('of a quarter compares nothing with single months of the year', () => {
    const quarter = { kind: 'quarter', financialYear: 2016, quarter: 1 } as const
    const figures = [figure('A', '2016-04', 95), figure('A', '2016-06', 80)]
    const facts = factsIn(reportFor(quarter, ...kpis, ...figures))
    expect(facts).toContain('Not met, of those rated: Apr 2016 0 of 1, Jun 2016 1 of 1')
    expect(facts.filter((fact) => /^(Met|Not met) (in|when) /.test(fact))).toEqual([])
  })

  it.each<readonly [string | undefined, ReadonlyArray<EventFixture>, RegExp]>([
    [undefined, [], /^Signed off: [^b;]*$/],
    ['Chair', [], /^Signed off: [^;]* by Chair$/],
    [
      'Chair',
      [figure('A', '2016-05', 80)],
      /^Signed off: [^;]* by Chair; 1 rating restated since$/,
    ],
  ])(
    'M26 says by whom its scorecard is signed off (%s), and what was restated',
    (by, later, said) => {
      const facts = factsIn(reportOf(5, ...kpis, signed('2016-05', by), ...later))
      expect(facts).toContainEqual(expect.stringMatching(said))
    },
  )

  it('M25 warns of a publication for another period that does not hold, and says what of it fails', () => {
    const report = reportOf(5, ...kpis, signed('2016-04'))
    expect(wordsIn(report)).toEqual(
      expect.arrayContaining([
        'What was signed off for Apr 2016 differs from what its events give.',
        'Signed off for other periods, and restated since',
      ]),
    )
    expect(report.blocks).toContainEqual(
      expect.objectContaining({
        text: 'does not hold',
        detail:
          'not what its events give: the proof of those events, the digest of the scorecard; see restatements for what they give',
      }),
    )
  })

  it('M31 has the rules of the regimes in the annex that something was rated by, and no others', () => {
    const inNew = defined('N', '2016-05', 90, 'new')
    const words = wordsIn(reportOf(5, adopted('new', '2016-05'), inNew))
    expect(words.filter((text) => /^(R|NEW) /.test(text))).toEqual(['NEW (new), from May 2016'])
  })

  it('has no good news while figures are missing', () => {
    const { verdict } = reportOf(5, ...kpis, figure('A', '2016-05', 95))
    expect(verdict).toEqual({
      ...{ kind: 'verdict', grade: 'other', detail: null },
      text: '2 of 3 not yet recorded in May 2016 (1 rated, 0 not met)',
    })
  })

  it('names the targets that changed within the year, and a tolerance that no target states', () => {
    const moved = reportOf(5, ...kpis, defined('A', '2016-05', 85))
    const table = moved.blocks.find(
      (block) => block.kind === 'table' && block.columns.some(({ id }) => id === 'before'),
    )
    expect(JSON.stringify(table)).toMatch(/at least 90 %.*at least 85 %/)
    expect(wordsIn(reportOf(5, ...kpis))).toContain('No target was changed within the year.')
    expect(wordsIn(moved).join()).toContain('No target of this regime states a tolerance')
  })

  it('draws the trend if it is longer than the year, and the process if there are limits', () => {
    const months = Array.from(
      { length: 14 },
      (_, i) => `201${i < 9 ? 5 : 6}-${String(((i + 3) % 12) + 1).padStart(2, '0')}`,
    )
    const from = defined('A', '2014-04')
    const few = reportOf(5, from, figure('A', '2016-04', 8), figure('A', '2016-05', 8))
    expect(chartsIn(few)).toEqual(['2016/17'])
    const many = reportOf(5, from, ...months.map((month, i) => figure('A', month, 60 + i)))
    expect(chartsIn(many)).toEqual(['trend over 14 months', '2016/17', 'is it more than chance?'])
    const untracked = reportOf(5, from, figure('A', '2016-05', 8), adopted('next', '2016-06'))
    expect(chartsIn(untracked)).toEqual(['trend over 12 months'])
  })
})
