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

/** `describe`, skipped without a browser to try pages in. Debian's package is `chromium`. */
export const inBrowser = browserPath === undefined ? describe.skip : describe

/** Starts the browser. */
export const launch = (): Promise<Browser> =>
  chromium.launch({
    ...(browserPath === undefined ? {} : { executablePath: browserPath }),
    args: ['--no-sandbox'],
  })

type Media = NonNullable<Parameters<Page['emulateMedia']>[0]>

/** The conditions under which a page is shown. */
export interface Setting {
  /** The size of the window, in CSS pixels. */
  readonly size: { readonly width: number; readonly height: number }
  /** The media features to emulate. */
  readonly media: Media
}

const light: Media = {
  ...{ media: 'screen', colorScheme: 'light', forcedColors: 'none', contrast: 'no-preference' },
}
const wide = { width: 1280, height: 900 }

/** The widths, colour schemes and paper that every page is tried with. */
export const settings: Readonly<Record<string, Setting>> = {
  '320 pixels': { size: { width: 320, height: 640 }, media: light },
  '768 pixels': { size: { width: 768, height: 1024 }, media: light },
  '1280 pixels': { size: wide, media: light },
  'the dark': { size: wide, media: { ...light, colorScheme: 'dark' } },
  'forced colours': { size: wide, media: { ...light, forcedColors: 'active' } },
  'high contrast': { size: wide, media: { ...light, contrast: 'more' } },
  // Landscape paper within margins of 12 mm.
  'A4 paper': { size: { width: 1031, height: 703 }, media: { ...light, media: 'print' } },
}

/** Opens a page. The scripts of the tests run in it, whatever its own policy says. */
export const openPage = async (browser: Browser, html: string): Promise<Page> => {
  const context = await browser.newContext({ bypassCSP: true })
  const tab = await context.newPage()
  await tab.setContent(html)
  await tab.evaluate(axe)
  return tab
}

/** Shows a page under some conditions. */
export const lookAt = async (tab: Page, { size, media }: Setting): Promise<void> => {
  await tab.setViewportSize(size)
  await tab.emulateMedia(media)
}

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

/**
 * What axe finds wrong with a page, each with an element concerned; among other things, that a
 * scrollable region cannot be reached by keyboard.
 */
export const violationsIn = (tab: Page): Promise<unknown> =>
  tab.evaluate(
    `axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))`,
  )

/**
 * The elements that extend beyond the right edge of the page, other than those inside a scrollable
 * region.
 */
export const overflowing = (tab: Page): Promise<unknown> =>
  tab.evaluate(`(() => {
    const right = document.documentElement.clientWidth
    const scrolls = (e) => e !== null && (getComputedStyle(e).overflowX === 'auto' || getComputedStyle(e).position === 'absolute' || scrolls(e.parentElement))
    return [...document.body.querySelectorAll('*')]
      .filter((e) => e.getBoundingClientRect().right > right + 1 && !scrolls(e))
      .map((e) => e.outerHTML.slice(0, 200))
      .slice(0, 3)
  })()`)
