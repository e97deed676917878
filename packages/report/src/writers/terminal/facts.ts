import type { Facts } from '../../document/document'
import { widthOf } from '../../words/width'
import type { Palette } from './palette'
import { indented, leastWidth, linesOf, spanOf, spanOfValue } from './span'
import { GAP } from './layout'

/** Labels and values in two columns; a value that is too wide goes below its label. */
export const factLines = (
  { rows }: Facts,
  width: number,
  palette: Palette,
): ReadonlyArray<string> => {
  const labelled = rows.map(({ label, value }) => {
    const span = spanOf(label)
    return { label: span, text: span.words.join(' '), value }
  })
  const left = labelled.reduce((most, { text }) => Math.max(most, widthOf(text)), 0)
  return labelled.flatMap(({ label, text, value }) => {
    const span = spanOfValue(value, palette)
    if (span.words.length === 0) return indented(label, width, 0)
    const room = width - left - GAP
    if (room < leastWidth(span))
      return [...indented(label, width, 0), ...indented(span, width, GAP)]
    return linesOf(span, room).map(
      (line, n) =>
        (n === 0 ? text + ' '.repeat(left - widthOf(text) + GAP) : ' '.repeat(left + GAP)) +
        line.text,
    )
  })
}
