/**
 * Writes the pictures of docs/pages.md: pages of the examples as Chromium shows them. Debian's
 * package is `chromium`; KPI_LEDGER_CHROMIUM names another browser.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { root } from './run.mjs'

const folder = join(root, 'docs', 'pictures')
const program = join(root, 'packages', 'cli', 'bin', 'kpi-ledger.js')
const storeOf = (/** @type {string} */ name) => join(root, 'examples', name, 'ledger.ndjson')
const may = ['--contract', 'pssp', '--period', '2016-05']
const report = ['report', '--store', storeOf('peterborough-2016'), ...may]

/** The most bytes that a picture may have. */
const MOST = 150_000

/**
 * The pictures: of which page, and from which heading on, or from the top.
 *
 * @type {ReadonlyArray<{ name: string, argv: ReadonlyArray<string>, width: number, height: number, from?: string, dark?: boolean }>}
 */
const pictures = [
  { name: 'report', argv: report, width: 1000, height: 900 },
  { name: 'exception', argv: report, width: 1000, height: 1000, from: 'R&B-K-008 ' },
  { name: 'year', argv: report, width: 1280, height: 720, from: 'The year' },
  {
    name: 'restatements',
    argv: ['restatements', '--store', storeOf('auditor'), '--contract', 'pssp'],
    ...{ width: 1000, height: 620 },
  },
  {
    name: 'telephone',
    argv: ['scorecard', '--store', storeOf('peterborough-2016'), ...may],
    ...{ width: 320, height: 640, dark: true },
  },
]

const executablePath = process.env['KPI_LEDGER_CHROMIUM'] ?? '/usr/bin/chromium'
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
mkdirSync(folder, { recursive: true })
for (const { name, argv, width, height, from, dark = false } of pictures) {
  const html = execFileSync(process.execPath, [program, ...argv, '--format', 'html'], {
    ...{ encoding: 'utf8', maxBuffer: 1e8 },
  })
  const context = await browser.newContext({
    ...{ viewport: { width, height }, colorScheme: dark ? 'dark' : 'light' },
  })
  const tab = await context.newPage()
  await tab.setContent(html)
  if (from !== undefined)
    await tab
      .locator('h2, h3')
      .filter({ hasText: from })
      .first()
      .evaluate((heading) => {
        heading.scrollIntoView()
      })
  const path = join(folder, `${name}.png`)
  await tab.screenshot({ path })
  await context.close()
  const { size } = statSync(path)
  if (size > MOST) throw new Error(`${path} has ${size} bytes, more than ${MOST}`)
  console.log(`${path}: ${size} bytes`)
}
await browser.close()
