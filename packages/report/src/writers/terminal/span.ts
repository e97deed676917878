import { marksOf, valueInWords, type Mark, type Value } from '../../document/value'
import { visible } from '../../words/visible'
import { widthOf } from '../../words/width'
import type { Paint, Palette } from './palette'

/** Words that begin on a line of their own; a line may end between any two of them. */
export interface Span {
  readonly words: ReadonlyArray<string>
  readonly paint: Paint
}

const asIs: Paint = (words) => words

/** A text as words; what is invisible in it is written out. */
export const spanOf = (text: string, paint: Paint = asIs): Span => ({
  words: visible(text)
    .split(' ')
    .filter((word) => word !== ''),
  paint,
})

/** The signs of marks, and what they mean. */
export const MARKS: Readonly<Record<Mark, readonly [sign: string, meaning: string]>> = {
  extrapolated: ['*', 'target stated for later months only'],
  corrected: ['†', 'corrected after it was first recorded'],
}

const isWhole = ({ kind }: Value): boolean =>
  ['reference', 'period', 'instant', 'target', 'count'].includes(kind)

/** A value as a reader sees it, in the colour of its grade; what is a whole stays unbroken. */
export const spanOfValue = (value: Value, palette: Palette): Span => {
  const words = valueInWords(value)
  const paint = value.kind === 'rating' ? palette.grade(value.grade) : asIs
  const shown = isWhole(value) ? { words: [visible(words)], paint } : spanOf(words, paint)
  const signs = marksOf(value).map((mark) => ` ${MARKS[mark][0]}`)
  const last = shown.words.at(-1)
  return signs.length === 0 || last === undefined
    ? shown
    : { words: [...shown.words.slice(0, -1), last + signs.join('')], paint }
}

/** The width of a span on one line. */
export const naturalWidth = ({ words }: Span): number =>
  words.reduce((sum, word) => sum + widthOf(word) + 1, -1)

/** The width of its widest word: it cannot be narrower. */
export const leastWidth = ({ words }: Span): number =>
  words.reduce((most, word) => Math.max(most, widthOf(word)), 0)

/** A line, and how wide it is before it is painted. */
export interface Line {
  readonly text: string
  readonly width: number
}

/** Breaks a span into lines of a width; a word that is wider stands alone on its line. */
export const linesOf = ({ words, paint }: Span, width: number): ReadonlyArray<Line> => {
  const lines: Array<Line> = []
  let [text, used] = ['', 0]
  for (const word of words) {
    const more = widthOf(word)
    if (used > 0 && used + 1 + more > width) {
      lines.push({ text: paint(text), width: used })
      ;[text, used] = [word, more]
    } else {
      text = used === 0 ? word : `${text} ${word}`
      used += used === 0 ? more : more + 1
    }
  }
  return text === '' ? lines : [...lines, { text: paint(text), width: used }]
}

/** A span over lines, the first set in by one indent, the others by another. */
export const indented = (
  span: Span,
  width: number,
  first: number,
  others: number = first,
): ReadonlyArray<string> =>
  linesOf(span, Math.max(1, width - Math.max(first, others))).map(
    ({ text }, i) => ' '.repeat(i === 0 ? first : others) + text,
  )
