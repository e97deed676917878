import { marksOf, valueInWords, type Value } from '../../document/value'
import { MARKS } from '../../words/mark'
import { visible } from '../../words/visible'
import { widthOf } from '../../words/width'
import type { Paint, Palette } from './palette'

/** Words that start on a new line; lines may break between any two of them. */
export interface Span {
  /** The words, none of which is broken if it fits on a line. */
  readonly words: ReadonlyArray<string>
  /** Colours each line. */
  readonly paint: Paint
}

const asIs: Paint = (words) => words

/** A space between words; a number and the percent sign after it are one word. */
const BETWEEN_WORDS = / (?!(?<=\d )%(?![\p{L}\d]))/u

/** Text as words; invisible characters are escaped. */
export const spanOf = (text: string, paint: Paint = asIs): Span => ({
  words: visible(text)
    .split(BETWEEN_WORDS)
    .filter((word) => word !== ''),
  paint,
})

const isWhole = ({ kind }: Value): boolean =>
  ['reference', 'period', 'instant', 'target', 'count'].includes(kind)

/** A value as displayed, in the colour of its grade; text that must not be broken is one word. */
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

/** The least width of a span: that of its widest word. */
export const leastWidth = ({ words }: Span): number =>
  words.reduce((most, word) => Math.max(most, widthOf(word)), 0)

/** A line, and its width before colours are added. */
export interface Line {
  /** The text with colours. */
  readonly text: string
  /** The width in terminal columns. */
  readonly width: number
}

/** Wraps a span at a width; a wider word gets its own line. */
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

/** Wraps a span, with one indent for the first line and another for the rest. */
export const indented = (
  span: Span,
  width: number,
  first: number,
  others: number = first,
): ReadonlyArray<string> =>
  linesOf(span, Math.max(1, width - Math.max(first, others))).map(
    ({ text }, i) => ' '.repeat(i === 0 ? first : others) + text,
  )
