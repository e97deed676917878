import type { GradeOrOther } from '@kpi-ledger/core'
import { createColors } from 'picocolors'

/** Colours words, or leaves them as they are. */
export type Paint = (words: string) => string

/** How a document is coloured; where colour is off, every paint leaves words as they are. */
export interface Palette {
  readonly strong: Paint
  readonly grade: (grade: GradeOrOther) => Paint
}

/** The colours of a terminal. */
export const paletteOf = (colour: boolean): Palette => {
  const { bold, green, yellow, red, dim } = createColors(colour)
  const grades: Readonly<Record<GradeOrOther, Paint>> = {
    good: green,
    'approaching-target': yellow,
    'requires-improvement': red,
    inadequate: (words) => bold(red(words)),
    other: dim,
  }
  return { strong: bold, grade: (grade) => grades[grade] }
}
