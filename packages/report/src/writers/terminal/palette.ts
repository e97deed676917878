import type { GradeOrOther } from '@kpi-ledger/core'
import { createColors } from 'picocolors'

/** Colours text, or leaves it unchanged. */
export type Paint = (words: string) => string

/** The colours of a document; with colour off, text is unchanged. */
export interface Palette {
  /** Emphasises words, such as headings. */
  readonly strong: Paint
  /** Paints words in the colour of a grade. */
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
