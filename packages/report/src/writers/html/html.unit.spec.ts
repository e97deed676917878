import * as fc from 'fast-check'
import { parse, type DefaultTreeAdapterMap } from 'parse5'
import { dataOf, noProvenance, type Block, type Document } from '../../document/document'
import { cells, column, grouped, headingRow, type Row } from '../../document/table'
import { reference, text, type Value } from '../../document/value'
import { runs } from '../../../../../scripts/jest/runs'
import { arbitraryDocument, hostileText, whole } from '../arbitrary-document.spec'
import { htmlFragment, htmlWriter } from './html'
import { hashOf, STYLES } from './styles'

const surface = { width: 80, colour: false }

type Node = DefaultTreeAdapterMap['node']

const elementsIn = (node: Node): ReadonlyArray<string> => [
  ...('tagName' in node ? [node.tagName] : []),
  ...('childNodes' in node ? node.childNodes.flatMap(elementsIn) : []),
]

const attributesIn = (node: Node): ReadonlyArray<string> => [
  ...('attrs' in node ? node.attrs.map(({ name }) => name) : []),
  ...('childNodes' in node ? node.childNodes.flatMap(attributesIn) : []),
]

const textIn = (node: Node): string =>
  'value' in node ? node.value : 'childNodes' in node ? node.childNodes.map(textIn).join('') : ''

const page = async (document: Document): Promise<string> =>
  whole(htmlWriter.write(document, surface))

const documentOf = (blocks: ReadonlyArray<Block>, title = 'A title'): Document => ({
  ...{ title, verdict: null, blocks, provenance: noProvenance },
  data: dataOf(null),
  records: { fields: [], rows: [] },
})

/** A document with a text in every place that data can reach. */
const everywhere = (hostile: string): Document => {
  const values: ReadonlyArray<Value> = [
    text(hostile),
    reference(hostile),
    { kind: 'figure', value: null, unit: hostile, printed: hostile, marks: ['corrected'] },
    { kind: 'rating', code: hostile, label: hostile, grade: 'good', because: hostile },
  ]
  const row: Row = cells(Object.fromEntries(values.map((value, i) => [`c${i}`, value])), [
    { group: hostile, text: hostile },
  ])
  return {
    ...documentOf(
      [
        { kind: 'heading', text: hostile },
        { kind: 'paragraph', text: hostile },
        { kind: 'note', about: text(hostile), text: hostile },
        { kind: 'facts', rows: values.map((value) => ({ label: hostile, value })) },
        {
          kind: 'table',
          columns: [
            column('c0', hostile),
            ...grouped(hostile, ['c1', hostile], ['c2', hostile], ['c3', hostile]),
          ],
          rows: [headingRow(hostile), row],
          empty: hostile,
        },
        { kind: 'table', columns: [column('c0', hostile)], rows: [], empty: hostile },
      ],
      `title ${hostile}`,
    ),
    verdict: { kind: 'verdict', grade: 'other', text: hostile, detail: hostile },
  }
}

describe('html', () => {
  it('has the same elements and attributes regardless of any text', async () => {
    const harmless = parse(await page(everywhere('harmless')))
    await fc.assert(
      fc.asyncProperty(hostileText, async (hostile) => {
        const words = hostile.replaceAll('\n', ' ') || ' '
        const parsed = parse(await page(everywhere(words)))
        expect(elementsIn(parsed)).toEqual(elementsIn(harmless))
        expect(attributesIn(parsed)).toEqual(attributesIn(harmless))
      }),
      { numRuns: runs(1000) },
    )
  })

  it('writes any document as a page, identical each time', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryDocument, async (make) => {
        const once = await page(make())
        expect(await page(make())).toBe(once)
        expect(elementsIn(parse(once)).filter((name) => name === 'h1')).toHaveLength(1)
      }),
      { numRuns: runs(100) },
    )
  })

  it('loads nothing, runs nothing, and allows only its own styles', async () => {
    const parsed = await page(everywhere('x'))
    expect(parsed).toContain(
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${hashOf(STYLES)}'`,
    )
    expect(parsed).toContain(`<style>${STYLES}</style>`)
    expect(parsed).not.toMatch(/<script|<link|\ssrc=|\sstyle=|\son[a-z]+=/)
    expect(STYLES).toMatch(/^[\x20-\x7e\n]*$/)
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(STYLES))
    expect(hashOf(STYLES)).toBe(`sha256-${Buffer.from(digest).toString('base64')}`)
  })

  it('shows a rating by word and sign as well as by colour, and explains a mark in words', async () => {
    const rated = documentOf([
      {
        kind: 'facts',
        rows: [
          {
            label: 'Rating',
            value: {
              kind: 'rating',
              code: 'x',
              label: 'Not Met',
              grade: 'inadequate',
              because: null,
            },
          },
          {
            label: 'Figure',
            value: { kind: 'figure', value: 1, unit: 'days', printed: '1', marks: ['corrected'] },
          },
        ],
      },
    ])
    const words = textIn(parse(await page(rated)))
    expect(words).toContain('✕\u00a0Not Met')
    expect(words).toContain('1 † (corrected after it was first recorded)')
  })

  it('keeps line breaks, spells out what is invisible, and isolates its direction', async () => {
    const fragment = await htmlFragment(documentOf([{ kind: 'paragraph', text: 'a\nb \u202ec' }]))
    expect(fragment).toContain('<p><bdi>a<br/>b \\u{202e}c</bdi></p>')
    expect(fragment).not.toMatch(/<html|<style/)
  })

  it('says what an answer without a title is, and of which contract', async () => {
    const list = { ...documentOf([], ''), name: 'Events' }
    const titled = async (contract: string | null) =>
      /<title>(.*?)<\/title>/.exec(
        await page({ ...list, provenance: { ...noProvenance, contract } }),
      )?.[1]
    expect([await titled('pssp'), await titled(null)]).toEqual(['Events of pssp', 'Events'])
  })

  it('has an empty cell in a heat table where there is neither figure nor rating, and notes across it', async () => {
    const table: Block = {
      kind: 'table',
      isHeatTable: true,
      columns: [
        column('kpi', 'KPI'),
        ...grouped('Apr 2016', ['figure', 'Actual'], ['rating', 'Rating']),
      ],
      rows: [cells({ kpi: reference('K') }, [{ group: null, text: 'not on it' }])],
      empty: '',
    }
    expect(await page(documentOf([table]))).toMatch(
      /<td><\/td><\/tr><tr class="note"><td colspan="2">.*not on it/i,
    )
  })

  it('has no label before a cell without text', async () => {
    const table: Block = {
      kind: 'table',
      columns: [column('kpi', 'KPI'), column('about', 'About')],
      rows: [cells({ kpi: reference('K'), about: text('') })],
      empty: '',
    }
    // Where cells are stacked, empty ones are left out.
    expect(await page(documentOf([table]))).toMatch(/<td data-label="About"><\/td>/)
  })
})
