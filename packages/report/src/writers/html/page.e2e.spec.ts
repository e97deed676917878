import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium, type Browser, type BrowserContextOptions } from 'playwright-core'
import { dataOf, type Document } from '../../document/document'
import { cells, column, grouped, headingRow } from '../../document/table'
import { reference, text, type Value } from '../../document/value'
import { whole } from '../arbitrary-document.spec'
import { htmlWriter } from './html'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome']

/** The browser named by KPI_LEDGER_CHROMIUM, or one on the path. */
const browserPath =
  process.env['KPI_LEDGER_CHROMIUM'] ??
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find((path) => existsSync(path))

const months = Array.from({ length: 12 }, (_, i) => `Month ${String(i + 1)}`)

const rated = (
  ['good', 'approaching-target', 'requires-improvement', 'inadequate', 'other'] as const
).map((grade): Value => ({ kind: 'rating', code: 'x', label: grade, grade, because: 'so' }))

/** A page with every kind of block, every grade, and a table far wider than a telephone. */
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
            kpi: reference('R&B-K-001'),
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
    { kind: 'paragraph', text: 'x'.repeat(200) },
    { kind: 'facts', rows: [{ label: 'Root', value: reference('ab'.repeat(32)) }] },
  ],
  provenance: {
    asAt: { facts: '2016-06-01T00:00:00.000Z', rules: null, revision: null },
    ledger: { size: 78, root: 'cd'.repeat(32) },
  },
  data: dataOf(null),
  records: { fields: [], rows: [] },
}

const settings: ReadonlyArray<readonly [string, BrowserContextOptions]> = [
  ['320 pixels', { viewport: { width: 320, height: 640 } }],
  ['768 pixels', { viewport: { width: 768, height: 1024 } }],
  ['1280 pixels', { viewport: { width: 1280, height: 900 } }],
  ['the dark', { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' }],
  ['forced colours', { viewport: { width: 1280, height: 900 }, forcedColors: 'active' }],
  ['high contrast', { viewport: { width: 1280, height: 900 }, contrast: 'more' }],
]

// Without a browser there is nothing to try a page in; Debian's package is `chromium`.
const inBrowser = browserPath === undefined ? describe.skip : describe

inBrowser('a page in Chromium', () => {
  const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
  let browser: Browser
  let page = ''

  beforeAll(async () => {
    page = await whole(htmlWriter.write(document, { width: 80, colour: false }))
    browser = await chromium.launch({
      ...(browserPath === undefined ? {} : { executablePath: browserPath }),
      args: ['--no-sandbox'],
    })
  })

  afterAll(async () => {
    await browser.close()
  })

  it.each(settings)('is accessible and no wider than the window: %s', async (_, options) => {
    const context = await browser.newContext({ ...options, bypassCSP: true })
    const tab = await context.newPage()
    await tab.setContent(page)
    await tab.evaluate(axe)
    const found: unknown = await tab.evaluate(
      `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))`,
    )
    expect(found).toEqual([])
    const wider: unknown = await tab.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    )
    expect(wider).toBe(0)
    await context.close()
  })

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
