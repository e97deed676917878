import { fitted, LINE_HEIGHT, roomFor } from './lettering'
import { dot, line, area, words, type Part, type PointShape, type Shown } from './picture'

/** An entry of a picture's key: what a line, a shape or an area means. */
export interface Entry {
  /** What it represents. */
  readonly of: Part
  /** The shape shown beside the text. */
  readonly sample: PointShape | 'line' | 'area'
  /** What it means. */
  readonly text: string
}

const SAMPLE = 24
const GAP = 20
const ROW = LINE_HEIGHT + 6

const sampleOf = ({ of, sample }: Entry, x: number, y: number): ReadonlyArray<Shown> => {
  const middle = y - 4
  if (sample === 'line') return line(of, { x, y: middle }, { x: x + SAMPLE, y: middle })
  if (sample === 'area') return [area(of, { x, y: middle - 6 }, { x: x + SAMPLE, y: middle + 6 })]
  return [dot(of, sample, { x: x + SAMPLE / 2, y: middle }, '')]
}

/** A key of at least one entry laid out in rows starting at `top`, and the height at which its last row ends. */
export const keyFrom = (
  entries: ReadonlyArray<Entry>,
  top: number,
  left: number,
  width: number,
): { readonly shown: ReadonlyArray<Shown>; readonly bottom: number } => {
  let [x, y] = [left, top + LINE_HEIGHT]
  const shown: Array<Shown> = []
  for (const entry of entries) {
    const text = fitted(entry.text, width - left - SAMPLE - 8)
    const room = SAMPLE + 6 + roomFor(text)
    if (x > left && x + room > width) [x, y] = [left, y + ROW]
    shown.push(...sampleOf(entry, x, y), words(text, { x: x + SAMPLE + 6, y }))
    x += room + GAP
  }
  return { shown, bottom: y + 8 }
}
