import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { kpiLedger } from './fixture.spec'
import {
  inBrowser,
  launch,
  lookAt,
  openPage,
  overflowing,
  settings,
  violationsIn,
} from '../../../scripts/jest/browser'

const examples = join(__dirname, '../../../examples')
const auditor = ['--store', join(examples, 'auditor/ledger.ndjson')]
const pssp = [...auditor, '--contract', 'pssp']
const facilities = [
  ...['--store', join(examples, 'services-contract/ledger.ndjson'), '--contract', 'facilities'],
]
const printed = ['--contract', 'pssp', '--store', join(examples, 'peterborough-2016/ledger.ndjson')]

/**
 * A page for each question, where possible about a ledger with corrections, a publication and two
 * regimes.
 */
const pages: ReadonlyArray<readonly [name: string, argv: ReadonlyArray<string>]> = [
  ['report', ['report', ...pssp, '--period', '2016-05']],
  ['report of the printed figures', ['report', ...printed, '--period', '2016-05']],
  ['scorecard', ['scorecard', ...pssp, '--period', '2016-05']],
  ['scorecard of two months', ['scorecard', ...pssp, '--period', '2016-04', '--period', '2016-05']],
  ['scorecard of a year', ['scorecard', ...pssp, '--year', '2016/17']],
  ['tracker', ['tracker', ...pssp, '--kpi', 'R&B-K-001', '--year', '2016/17']],
  ['kpi', ['kpi', ...pssp, '--kpi', 'R&B-K-001', '--period', '2016-05']],
  [
    'kpi with two years of figures',
    ['kpi', ...facilities, '--kpi', 'KPI-1', '--period', '2026-03'],
  ],
  [
    'compare',
    ['compare', ...pssp, '--from', 'pssp-2016', '--to', 'pssp-2016', '--period', '2016-05'],
  ],
  ['explain', ['explain', ...pssp, '--kpi', 'R&B-K-008', '--period', '2016-05']],
  ['history', ['history', ...pssp]],
  ['findings', ['findings', ...pssp]],
  ['restatements', ['restatements', ...pssp]],
  ['points', ['points', ...pssp, '--year', '2016/17']],
  ['due', ['due', ...pssp, '--period', '2016-06']],
  ['reconcile', ['reconcile', ...pssp]],
  ['contracts', ['contracts', ...auditor]],
  ['portfolio', ['contracts', ...auditor, '--period', '2016-05']],
  ['rules', ['rules', ...pssp]],
  ['digest', ['digest', ...pssp]],
  ['verify', ['verify', join(examples, 'auditor/ledger.ndjson')]],
]

inBrowser('the pages in Chromium', () => {
  let browser: Browser

  beforeAll(async () => {
    browser = await launch()
  })

  afterAll(async () => {
    await browser.close()
  })

  it.each(pages)('%s: accessible, and nothing cut off, however it is viewed', async (_, argv) => {
    const { out, err } = await kpiLedger(...argv, '--format', 'html')
    expect(err).toBe('')
    const tab = await openPage(browser, out)
    for (const [name, setting] of Object.entries(settings)) {
      await lookAt(tab, setting)
      expect([name, await violationsIn(tab)]).toEqual([name, []])
      expect([name, await overflowing(tab)]).toEqual([name, []])
    }
    await tab.context().close()
  })

  it('shows all twelve months of a year at once on a screen 1280 pixels wide', async () => {
    const { out } = await kpiLedger(
      'scorecard',
      ...facilities,
      '--year',
      '2024/25',
      '--format',
      'html',
    )
    const tab = await openPage(browser, out)
    await tab.setViewportSize({ width: 1280, height: 900 })
    const beyond = await tab
      .locator('.wide:has(> table.heat)')
      .evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)
    expect(beyond).toBe(0)
    await tab.context().close()
  })
})
