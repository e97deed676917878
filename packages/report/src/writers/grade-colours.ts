import type { GradeOrOther } from '@kpi-ledger/core'

/**
 * The colours of a grade: the fill behind a word, and the text of the word, which is also its
 * border.
 */
export interface GradeColours {
  /** The colour behind a word. */
  readonly fill: string
  /** The colour of the word and of its border. */
  readonly text: string
}

type Palette = Readonly<Record<GradeOrOther, GradeColours>>

/**
 * The colours on a light page. Fills differ in lightness from grade to grade, and in blue and
 * yellow rather than green and red, so that people with red-green colour blindness can tell them
 * apart. The border of each sets it apart from its neighbours.
 */
export const LIGHT_GRADES: Palette = {
  good: { fill: '#a0d4c7', text: '#053b30' },
  'approaching-target': { fill: '#ffe28a', text: '#4a3b00' },
  'requires-improvement': { fill: '#f0a57e', text: '#4d1804' },
  inadequate: { fill: '#8e1c1c', text: '#ffffff' },
  other: { fill: '#eceeef', text: '#2f3336' },
}

/** The colours on a dark page. */
export const DARK_GRADES: Palette = {
  good: { fill: '#0b5159', text: '#d3f5f3' },
  'approaching-target': { fill: '#7a6400', text: '#fff6d0' },
  'requires-improvement': { fill: '#a2552f', text: '#ffffff' },
  inadequate: { fill: '#f7b8b0', text: '#3d0906' },
  other: { fill: '#2c3136', text: '#e6e9eb' },
}
