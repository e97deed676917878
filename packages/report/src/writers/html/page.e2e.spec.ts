import type { Browser } from 'playwright-core'
import { dataOf, type Document } from '../../document/document'
import { cells, column, grouped, headingRow } from '../../document/table'
import { kpiReference, reference, text, type RatingValue, type Value } from '../../document/value'
import { whole } from '../arbitrary-document.spec'
import { htmlWriter } from './html'
import {
  inBrowser,
  launch,
  lookAt,
  openPage,
  overflowing,
  settings,
  violationsIn,
} from '../../../../../scripts/jest/browser'

const months = Array.from({ length: 12 }, (_, i) => `Month ${String(i + 1)}`)

const rated = (
  ['good', 'approaching-target', 'requires-improvement', 'inadequate', 'other'] as const
).map((grade): RatingValue => ({ kind: 'rating', code: 'x', label: grade, grade, because: 'so' }))

const tallied = rated.map((rating, count) => ({ rating, count }))

/** A page with every kind of block, every grade, and a table far wider than a phone. */
const document: Document = {
  title: 'A contract with a title of many words, for the whole of a year — 2016/17',
  verdict: { kind: 'verdict', grade: 'inadequate', text: '2 of 22 not met', detail: 'in May' },
  blocks: [
    { kind: 'heading', text: 'By month' },
    {
      kind: 'table',
      columns: [
        column('kpi', 'KPI'),
        ...months.flatMap((month) =>
          grouped(month, [`${month} figure`, 'Actual'], [`${month} rating`, 'Rating']),
        ),
      ],
      rows: [
        headingRow('Revenues'),
        cells(
          {
            kpi: kpiReference('R&B-K-001'),
            ...Object.fromEntries(
              months.flatMap((month, i): ReadonlyArray<[string, Value]> => [
                [
                  `${month} figure`,
                  {
                    kind: 'figure',
                    value: i,
                    unit: 'days',
                    printed: String(i),
                    marks: ['corrected'],
                  },
                ],
                [`${month} rating`, rated[i % rated.length] ?? text('')],
              ]),
            ),
          },
          [{ group: 'Month 1', text: 'a note' }],
        ),
      ],
      empty: '',
    },
    { kind: 'note', about: text('May 2016'), text: 'a note on the contract' },
    { kind: 'heading', text: 'A KPI', level: 2, anchor: 'R&B-K-001' },
    { kind: 'warning', text: 'Beware.' },
    { kind: 'tally', about: 'May 2016', counts: tallied },
    { kind: 'lines', lines: ['y'.repeat(200)] },
    { kind: 'paragraph', text: 'x'.repeat(200) },
    { kind: 'facts', rows: [{ label: 'Root', value: reference('ab'.repeat(32)) }] },
  ],
  provenance: {
    contract: 'pssp',
    question: ['scorecard', '--period', '2016-05'],
    asAt: { facts: '2016-06-01T00:00:00.000Z', rules: null, revision: null },
    ledger: { size: 78, root: 'cd'.repeat(32) },
  },
  data: dataOf(null),
  records: { fields: [], rows: [] },
}

inBrowser('a page in Chromium', () => {
  let browser: Browser
  let page = ''

  beforeAll(async () => {
    page = await whole(htmlWriter.write(document, { width: 80, colour: false }))
    browser = await launch()
  })

  afterAll(async () => {
    await browser.close()
  })

  it.each(Object.entries(settings))(
    'is accessible and no wider than the window: %s',
    async (_, setting) => {
      const tab = await openPage(browser, page)
      await lookAt(tab, setting)
      expect(await violationsIn(tab)).toEqual([])
      expect(await overflowing(tab)).toEqual([])
      await tab.context().close()
    },
  )

  it('applies its styles and runs no script under its own policy', async () => {
    const context = await browser.newContext()
    const tab = await context.newPage()
    const said: Array<string> = []
    tab.on('console', (message) => said.push(message.text()))
    await tab.setContent(page.replace('</main>', '<script>document.title = "run"</script></main>'))
    expect(await tab.title()).toBe(document.title)
    expect(said.join()).toContain('Content Security Policy')
    const colour: unknown = await tab.evaluate(
      `getComputedStyle(document.querySelector('.tag.inadequate')).backgroundColor`,
    )
    expect(colour).toBe('rgb(142, 28, 28)')
    await context.close()
  })
})
