import { foldHistory } from '@kpi-ledger/core'
import { kpiLife } from '@kpi-ledger/projections'
import { psspScheme, recorded, type EventFixture } from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'
import { bulletChart } from '../charts/bullet'
import { trendChart } from '../charts/trend'
import type { Document } from '../document/document'
import { whole } from '../writers/arbitrary-document.spec'
import { terminalWriter } from '../writers/terminal/terminal'
import { kpiDocument } from './kpi'

const adopted = (regime: string, effectiveFrom: string): EventFixture => ({
  type: 'RegimeAdopted',
  data: { regime, title: regime, effectiveFrom, scheme: psspScheme },
})
const K: EventFixture = {
  type: 'KPIDefined',
  data: {
    ...{ regime: 'r', kpi: 'K', description: 'Calls answered', serviceArea: 'Contact' },
    ...{ frequency: 'monthly', unit: 'percent', effectiveFrom: '2014-04' },
    target: { comparator: '>=', value: 90 },
  },
}
const figure = (period: string, value: number): EventFixture => ({
  type: 'ActualRecorded',
  data: { kpi: 'K', period, outcome: { kind: 'measured', value } },
})
const retired: EventFixture = {
  type: 'KPIRetired',
  data: { regime: 'r', kpi: 'K', effectiveFrom: '2016-05', reason: 'over' },
}

const lifeOf = (...events: ReadonlyArray<EventFixture>) => {
  const registered: EventFixture = {
    type: 'ContractRegistered',
    data: { contract: 'c', title: 'C', authority: 'A', supplier: 'S', yearStart: 4 },
  }
  const history = foldHistory(recorded('c', [registered, adopted('r', '2014-04'), K, ...events]))
  const life = kpiLife(history, { kpi: 'K', period: { kind: 'month', year: 2016, month: 5 } })
  if (E.isLeft(life)) throw new Error(JSON.stringify(life.left))
  return life.right
}

const documentOf = (...events: ReadonlyArray<EventFixture>): Document =>
  kpiDocument(lifeOf(...events), 4)

/** A document as printed on a terminal, with lines of any length. */
const seen = async (document: Document): Promise<string> =>
  (await whole(terminalWriter.write(document, { width: 2000, colour: false }))).replace(/ +/g, ' ')

const titlesOf = ({ blocks }: Document): ReadonlyArray<string> =>
  blocks.flatMap((block) =>
    block.kind === 'chart' ? [block.title.replace(/^.*(: | — )/, '')] : [],
  )

describe('M43 the document of a KPI', () => {
  it.each<readonly [string, ReadonlyArray<EventFixture>, string, string | null]>([
    ['measured', [figure('2016-05', 80)], 'Not Met', '80 in May 2016'],
    ['not recorded', [], 'Not Measurable', 'not recorded in May 2016'],
    ['after it was retired', [retired], 'on no scorecard in May 2016', null],
  ])('begins with its last month: %s', (_, events, text, detail) => {
    expect(documentOf(...events).verdict).toMatchObject({ text, detail })
  })

  it('says of a KPI that was retired without a figure that it is on no scorecard', () => {
    const life = lifeOf(retired)
    expect(bulletChart(life)).toMatchObject({
      ...{ picture: null, rows: [], description: 'It is on no scorecard of May 2016.' },
    })
    expect(trendChart(life, 4).description).toContain(
      'In percent, Jun 2014 to May 2016: 0 of 24 months are measured. No month is measured.',
    )
  })

  it('has its rules in words, each target in the unit of its time', async () => {
    const out = await seen(
      documentOf(
        {
          type: 'DefinitionRevised',
          data: { regime: 'r', kpi: 'K', effectiveFrom: '2015-04', description: 'All calls' },
        },
        {
          type: 'TargetRevised',
          data: {
            ...{ regime: 'r', kpi: 'K', effectiveFrom: '2015-05' },
            target: { comparator: '>=', value: 95 },
          },
        },
        retired,
      ),
    )
    expect(out).toContain('at least 95 %, from May 2015')
    expect(out).toContain('retired from May 2016')
  })

  it('M44 says in records and tables what is unlikely, and whether the limits are provisional', async () => {
    const months = Array.from({ length: 12 }, (_, i) => `2015-${String(i + 1).padStart(2, '0')}`)
    const figures = months.map((month, i) => figure(month, i === 11 ? 60 : 90 + (i % 2)))
    const document = documentOf(...figures)
    expect(await seen(document)).toMatch(/^r Jan 2015 Dec 2015 12 .* no$/m)
    expect(await seen(documentOf(...figures.slice(6)))).toMatch(/^r Jul 2015 Dec 2015 6 .* yes$/m)
    expect(document.records.rows).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ period: '2015-12', signal: 'below the lower limit' }),
        expect.objectContaining({ period: '2016-01', signal: null, mean: null }),
      ]),
    )
    const even = documentOf(...months.map((month, i) => figure(month, 90 + (i % 2))))
    expect(even.records.rows).toContainEqual(
      expect.objectContaining({ period: '2015-12', signal: null, mean: 90.5 }),
    )
  })

  it('has no year where the regime at the end of the year does not have the KPI', () => {
    const figures = [figure('2016-04', 80), figure('2016-05', 81)]
    expect(titlesOf(documentOf(...figures))).toContain('2016/17')
    expect(titlesOf(documentOf(...figures, adopted('next', '2016-06')))).toEqual([
      ...['May 2016', 'trend over 12 months', 'is it more than chance?'],
    ])
  })
})
