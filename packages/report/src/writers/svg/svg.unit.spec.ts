import { SaxesParser } from 'saxes'
import { fc } from '@kpi-ledger/testing'
import { parseFragment, type DefaultTreeAdapterMap } from 'parse5'
import { runs } from '../../../../../scripts/jest/runs'
import type { Chart } from '../../charts/chart'
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
        ...{ period, profile: 1, actual: 2, variance: 1, rated: null },
        ...{ figure: null, travel: { previous: null, year: null } },
        rating: { code: text, label: text, grade: 'good' },
        outcome: { kind: 'measured', value: 2 },
      })),
    },
    4,
  )

const documentOf = (...blocks: ReadonlyArray<Chart>): Document => ({
  ...{ title: 'T', verdict: null, blocks, provenance: noProvenance },
  data: dataOf(null),
  records: { fields: [], rows: [] },
})

/** Names of elements and attributes of an XML text, read by a parser that takes nothing but XML. */
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
  it('is XML, with the same elements and attributes whatever a text says', () => {
    const words = (names: ReadonlyArray<string>) =>
      names.filter((name) => !name.startsWith('http://www.w3.org/2000/svg text'))
    const harmless = words(namesIn(chartSvg(chartWith('harmless'))))
    fc.assert(
      fc.property(hostileText, (hostile) => {
        // A long text takes more lines, each a `text`; there is nothing else in which they differ.
        expect(words(namesIn(chartSvg(chartWith(hostile))))).toEqual(harmless)
      }),
      { numRuns: runs(1000) },
    )
  })

  it('has the same elements within a page, whatever a text says', async () => {
    const fragment = async (text: string) =>
      elementsIn(parseFragment(await htmlFragment(documentOf(chartWith(text)))))
    const harmless = await fragment('harmless')
    await fc.assert(
      fc.asyncProperty(hostileText, async (hostile) => {
        const shown = await fragment(hostile.replaceAll('\n', ' ') || ' ')
        expect(shown).toEqual(harmless)
      }),
      { numRuns: runs(300) },
    )
  })

  it('is a page’s picture without its numbers where a picture would mislead', async () => {
    const inWords = { ...chartWith('x'), picture: null, description: 'Nothing is measured yet.' }
    expect(await htmlFragment(documentOf(inWords))).not.toContain('<svg')
    expect(chartSvg(inWords)).toContain('>Nothing is measured yet.</text>')
  })

  it('has one chart below the other, each with its own title and description', async () => {
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
