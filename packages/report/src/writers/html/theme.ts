import * as E from 'fp-ts/Either'
import { DARK_COLOURS, LIGHT_COLOURS, type PageColour } from '../colours'
import { contrast } from '../contrast'

/** Colours `#rrggbb` that replace those of a page. */
export type PageColours = Readonly<Partial<Record<PageColour, string>>>

/**
 * An organisation's colours, for light and dark pages. A page keeps its own colour where none is
 * given.
 */
export interface Theme {
  /** Colours of light pages, and of paper. */
  readonly light: PageColours
  /** Colours of dark pages. */
  readonly dark: PageColours
}

/** No theme: pages keep their own colours. */
export const noTheme: Theme = { light: {}, dark: {} }

const isPageColour = (name: string): name is PageColour => Object.hasOwn(LIGHT_COLOURS, name)

const NAMES = Object.keys(LIGHT_COLOURS).filter(isPageColour)

/**
 * Colours that must stand out from the one behind them, and the least contrast (WCAG 2.2, 1.4.3 and
 * 1.4.11).
 */
const LEAST: ReadonlyArray<readonly [of: PageColour, on: PageColour, least: number]> = [
  ...(['page', 'panel'] as const).flatMap((on) =>
    (['text', 'muted', 'accent', 'warning'] as const).map((of) => [of, on, 4.5] as const),
  ),
  ['line', 'page', 3],
]

/** Where a theme's colours would be illegible against others on the page, one sentence each. */
const unreadable = (
  colours: PageColours,
  others: Readonly<Record<PageColour, string>>,
  where: string,
): ReadonlyArray<string> => {
  const all = { ...others, ...colours }
  return LEAST.filter(([of, on]) => colours[of] !== undefined || colours[on] !== undefined).flatMap(
    ([of, on, least]) => {
      const held = contrast(all[of], all[on])
      return held >= least
        ? []
        : [
            `${of} ${all[of]} against ${on} ${all[on]} has a contrast of ${held.toFixed(2)}:1${where}, not the required ${least}:1`,
          ]
    },
  )
}

const COLOUR = '#[0-9a-f]{6}'
const SETTING = new RegExp(`^([a-z]+)=(${COLOUR})(?:/(${COLOUR}))?$`, 'i')

/**
 * Reads a theme from settings such as `accent=#6a1b5d`, or `accent=#6a1b5d/#e0a8d4` with a colour
 * for dark pages. On the left, all faults, one sentence each: an invalid setting, a colour set
 * twice, or a pair of colours with too little contrast to be read.
 */
export const readTheme = (
  settings: ReadonlyArray<string>,
): E.Either<ReadonlyArray<string>, Theme> => {
  const faults: Array<string> = []
  const light: Partial<Record<PageColour, string>> = {}
  const dark: Partial<Record<PageColour, string>> = {}
  for (const setting of settings) {
    const [, name = '', onLight, inDark] = SETTING.exec(setting) ?? []
    if (onLight === undefined || !isPageColour(name))
      faults.push(
        `${JSON.stringify(setting)}: expected NAME=#rrggbb, or NAME=#rrggbb/#rrggbb with a colour for dark pages; NAME is one of ${NAMES.join(', ')}`,
      )
    else if (light[name] !== undefined) faults.push(`${name} is set twice`)
    else {
      light[name] = onLight
      if (inDark !== undefined) dark[name] = inDark
    }
  }
  if (faults.length === 0)
    faults.push(
      ...unreadable(light, LIGHT_COLOURS, ''),
      ...unreadable(dark, DARK_COLOURS, ' on dark pages'),
    )
  return faults.length > 0 ? E.left(faults) : E.right({ light, dark })
}

/** The custom properties of a theme's colours; only plain colours are accepted. */
export const propertiesOf = (colours: PageColours): string =>
  NAMES.flatMap((name) => {
    const colour = colours[name]
    return colour === undefined ? [] : [`\n  --kpi-${name}: ${colour};`]
  }).join('')
