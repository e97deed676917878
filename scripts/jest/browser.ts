import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome']

/** The browser named by KPI_LEDGER_CHROMIUM, or one on the path. */
const browserPath =
  process.env['KPI_LEDGER_CHROMIUM'] ??
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find((path) => existsSync(path))

/** Without a browser there is nothing to try a page in; Debian's package is `chromium`. */
export const inBrowser = browserPath === undefined ? describe.skip : describe

/** Starts the browser. */
export const launch = (): Promise<Browser> =>
  chromium.launch({
    ...(browserPath === undefined ? {} : { executablePath: browserPath }),
    args: ['--no-sandbox'],
  })

type Media = NonNullable<Parameters<Page['emulateMedia']>[0]>

/** How a page is looked at. */
export interface Setting {
  readonly size: { readonly width: number; readonly height: number }
  readonly media: Media
}

const light: Media = {
  ...{ media: 'screen', colorScheme: 'light', forcedColors: 'none', contrast: 'no-preference' },
}
const wide = { width: 1280, height: 900 }

/** Widths, colours and paper that every page is tried in. */
export const settings: Readonly<Record<string, Setting>> = {
  '320 pixels': { size: { width: 320, height: 640 }, media: light },
  '768 pixels': { size: { width: 768, height: 1024 }, media: light },
  '1280 pixels': { size: wide, media: light },
  'the dark': { size: wide, media: { ...light, colorScheme: 'dark' } },
  'forced colours': { size: wide, media: { ...light, forcedColors: 'active' } },
  'high contrast': { size: wide, media: { ...light, contrast: 'more' } },
  // Landscape, within margins of 12 mm.
  'A4 paper': { size: { width: 1031, height: 703 }, media: { ...light, media: 'print' } },
}

/** Opens a page; scripts of the test run in it, whatever its own policy is. */
export const openPage = async (browser: Browser, html: string): Promise<Page> => {
  const context = await browser.newContext({ bypassCSP: true })
  const tab = await context.newPage()
  await tab.setContent(html)
  await tab.evaluate(axe)
  return tab
}

/** Looks at a page as a setting says. */
export const lookAt = async (tab: Page, { size, media }: Setting): Promise<void> => {
  await tab.setViewportSize(size)
  await tab.emulateMedia(media)
}

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

/**
 * What axe finds wrong with a page, each with an element it is wrong with; that a region which
 * scrolls cannot be reached by keyboard is among it.
 */
export const violationsIn = (tab: Page): Promise<unknown> =>
  tab.evaluate(
    `axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))`,
  )

/** The elements that reach beyond the right edge of what they may scroll in. */
export const overflowing = (tab: Page): Promise<unknown> =>
  tab.evaluate(`(() => {
    const right = document.documentElement.clientWidth
    const scrolls = (e) => e !== null && (getComputedStyle(e).overflowX === 'auto' || getComputedStyle(e).position === 'absolute' || scrolls(e.parentElement))
    return [...document.body.querySelectorAll('*')]
      .filter((e) => e.getBoundingClientRect().right > right + 1 && !scrolls(e))
      .map((e) => e.outerHTML.slice(0, 200))
      .slice(0, 3)
  })()`)
