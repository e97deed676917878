import { SaxesParser } from 'saxes'
import { foldHistory } from '@kpi-ledger/core'
import { kpiLife, yearGrid } from '@kpi-ledger/projections'
import { fc, recorded, type EventFixture } from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'
import { parseFragment, type DefaultTreeAdapterMap } from 'parse5'
import { runs } from '../../../../../scripts/jest/runs'
import { bulletChart } from '../../charts/bullet'
import type { Chart } from '../../charts/chart'
import { processChart } from '../../charts/process'
import { serviceAreaCharts } from '../../charts/service-area'
import { trendChart } from '../../charts/trend'
import { yearChart } from '../../charts/year'
import { dataOf, noProvenance, type Document } from '../../document/document'
import { hostileText, whole } from '../arbitrary-document.spec'
import { htmlFragment } from '../html/html'
import { chartSvg, svgWriter } from './svg'

const chartWith = (text: string): Chart =>
  yearChart(
    {
      ...{ contract: text, regime: text, kpi: text, description: text, unit: text },
      ...{ financialYear: 'FY2016', annualTarget: 96, forecast: 97, outlook: 'on-track' },
      latest: '2016-05',
      points: ['2016-04', '2016-05'].map((period) => ({
        ...{ period, profile: 1, actual: 2, variance: 1, rated: null, decided: false },
        ...{ figure: null, travel: { previous: null, year: null } },
        rating: { code: text, label: text, grade: 'good' },
        outcome: { kind: 'measured', value: 2 },
        bands: [{ code: text, label: text, grade: 'good', low: null, high: null }],
      })),
    },
    4,
  )

const NAME = 'harmless'

/** A contract in which everything that can be named has the same name. */
const history = foldHistory(
  recorded(NAME, [
    {
      type: 'ContractRegistered',
      data: { contract: NAME, title: NAME, authority: NAME, supplier: NAME, yearStart: 4 },
    },
    ...['before', NAME].map((regime, i): EventFixture => ({
      type: 'RegimeAdopted',
      data: {
        ...{ regime, title: NAME, effectiveFrom: `2016-0${1 + 2 * i}` },
        scheme: {
          bands: [{ code: NAME, label: NAME, grade: 'good', when: 'otherwise' }],
          notRated: { code: 'none', label: NAME },
        },
      },
    })),
    ...['before', NAME].map((regime): EventFixture => ({
      type: 'KPIDefined',
      data: {
        ...{ regime, kpi: NAME, description: NAME, serviceArea: NAME, frequency: 'monthly' },
        ...{ unit: NAME, effectiveFrom: '2016-01', target: { comparator: '>=', value: 3 } },
      },
    })),
    ...[1, 2, 3, 4, 5].map((month): EventFixture => ({
      type: 'ActualRecorded',
      data: { kpi: NAME, period: `2016-0${month}`, outcome: { kind: 'measured', value: month } },
    })),
  ]),
)

/** An answer with the name replaced by another text everywhere. */
const renamed = <A>(answer: E.Either<object, A>, text: string): A => {
  if (E.isLeft(answer)) throw new Error(JSON.stringify(answer.left))
  return JSON.parse(JSON.stringify(answer.right), (_, value: unknown) =>
    value === NAME ? text : value,
  ) as A
}

const chartsWith = (text: string): ReadonlyArray<Chart> => {
  const period = { kind: 'month', year: 2016, month: 5 } as const
  const life = renamed(kpiLife(history, { kpi: NAME, period }), text)
  const year = { kind: 'financial-year', financialYear: 2016 } as const
  const grid = renamed(yearGrid(history, { financialYear: year }), text)
  return [
    bulletChart(life),
    trendChart(life, 4),
    processChart(life, 4),
    ...serviceAreaCharts(grid, 4),
    chartWith(text),
  ]
}

const documentOf = (...blocks: ReadonlyArray<Chart>): Document => ({
  ...{ title: 'T', verdict: null, blocks, provenance: noProvenance },
  data: dataOf(null),
  records: { fields: [], rows: [] },
})

/** The names of elements and attributes in an XML text, read by a strict parser. */
const namesIn = (xml: string): ReadonlyArray<string> => {
  const names: Array<string> = []
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, uri, attributes }) => {
    names.push(`${uri} ${name} ${Object.keys(attributes).join(' ')}`)
  })
  parser.write(xml).close()
  return names
}

type Node = DefaultTreeAdapterMap['node']

const elementsIn = (node: Node): ReadonlyArray<string> => [
  ...('tagName' in node ? [node.tagName, ...node.attrs.map(({ name }) => name)] : []),
  ...('childNodes' in node ? node.childNodes.flatMap(elementsIn) : []),
]

describe('svg', () => {
  it('is XML, with the same elements and attributes regardless of any text', () => {
    const namesWith = (text: string) =>
      chartsWith(text).map((chart) => new Set(namesIn(chartSvg(chart))))
    expect(chartsWith(NAME).filter(({ picture }) => picture === null)).toEqual([])
    const harmless = namesWith(NAME)
    fc.assert(
      fc.property(hostileText, (hostile) => {
        // A long text takes more lines, or moves to the key, which gives more of the same elements.
        expect(namesWith(hostile)).toEqual(harmless)
      }),
      { numRuns: runs(100) },
    )
  })

  it('has the same elements within a page, regardless of any text', async () => {
    const fragment = async (text: string) =>
      elementsIn(parseFragment(await htmlFragment(documentOf(chartWith(text)))))
    const harmless = await fragment('harmless')
    await fc.assert(
      fc.asyncProperty(hostileText, async (hostile) => {
        const shown = await fragment(hostile.replaceAll('\n', ' ') || ' ')
        expect(shown).toEqual(harmless)
      }),
      { numRuns: runs(100) },
    )
  })

  it('is a page’s picture, without its numbers if a picture would mislead', async () => {
    const inWords = { ...chartWith('x'), picture: null, description: 'Nothing is measured yet.' }
    expect(await htmlFragment(documentOf(inWords))).not.toContain('<svg')
    expect(chartSvg(inWords)).toContain('>Nothing is measured yet.</text>')
  })

  it('has one chart below another, each with its own title and description', async () => {
    const [a, b] = [chartWith('first'), chartWith('second')]
    const stacked = await whole(svgWriter.write(documentOf(a, b), { width: 80, colour: false }))
    expect(namesIn(stacked).filter((name) => name.includes(' svg '))).toHaveLength(3)
    const ids = [...stacked.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(4)
    expect(stacked).toContain(`aria-labelledby="${a.id}-title ${a.id}-words"`)
    const one = await whole(svgWriter.write(documentOf(a), { width: 80, colour: false }))
    expect(one).toBe(`${chartSvg(a)}\n`)
    const none = await whole(svgWriter.write(documentOf(), { width: 80, colour: false }))
    expect(none).toContain('This answer has no chart.')
  })

  it('loads nothing and runs nothing', () => {
    expect(chartSvg(chartWith('x'))).not.toMatch(/<script|href|url\(|\sstyle=|\son[a-z]+=/)
  })
})
