import { grades } from '@kpi-ledger/core/unstable'
import { DARK_GRADES, LIGHT_GRADES } from './grade-colours'

const graded = (palette: typeof LIGHT_GRADES): string =>
  [...grades, 'other' as const]
    .map(
      (grade) =>
        `\n  --kpi-${grade}: ${palette[grade].fill}; --kpi-${grade}-text: ${palette[grade].text};`,
    )
    .join('')

/** The colours of a light page, apart from those of the grades. */
export const LIGHT_COLOURS = {
  text: '#0b0c0c',
  muted: '#484949',
  line: '#8e9295',
  page: '#ffffff',
  panel: '#f1f5f8',
  accent: '#1a65a6',
  focus: '#ffdd00',
  warning: '#8e1c1c',
} as const

/** The name of a page colour, as in `--kpi-accent`. */
export type PageColour = keyof typeof LIGHT_COLOURS

/** The same for a dark page. */
export const DARK_COLOURS: Readonly<Record<PageColour, string>> = {
  text: '#f3f4f5',
  muted: '#c5c9cc',
  line: '#74797d',
  page: '#121517',
  panel: '#1d2429',
  accent: '#7fbdf0',
  focus: '#ffdd00',
  warning: '#f7b8b0',
}

const properties = (colours: Readonly<Record<PageColour, string>>): string =>
  Object.entries(colours)
    .map(([name, colour]) => `\n  --kpi-${name}: ${colour};`)
    .join('')

/** The light colours of pages and charts, including the fill and text colours of each grade. */
export const LIGHT = properties(LIGHT_COLOURS) + graded(LIGHT_GRADES)

/** The same for dark pages. */
export const DARK = properties(DARK_COLOURS) + graded(DARK_GRADES)
