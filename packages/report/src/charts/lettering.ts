import { visible } from '../words/visible'
import { widthOf } from '../words/width'

/** Height of a line of words. */
export const LINE_HEIGHT = 16
/** Width of a letter, erring on the wide side: fonts differ, and words must not run into each other. */
const LETTER = 7.2

/** The most room that words take in a picture, in pixels. */
export const roomFor = (text: string): number => widthOf(visible(text)) * LETTER

/** Words made to fit into some room, truncated if necessary. */
export const fitted = (text: string, room: number): string => {
  const said = visible(text)
  if (roomFor(said) <= room) return said
  const letters = [...said]
  while (letters.length > 0 && roomFor(`${letters.join('')}…`) > room) letters.pop()
  return `${letters.join('').trimEnd()}…`
}

/**
 * Heights for lines of words between an upper and a lower edge, each as near to the wanted height
 * as the others allow; in the order given.
 */
export const apart = (
  wanted: ReadonlyArray<number>,
  top: number,
  bottom: number,
): ReadonlyArray<number> => {
  const order = wanted.map((y, i) => ({ y, i })).sort((a, b) => a.y - b.y || a.i - b.i)
  const gap = Math.min(LINE_HEIGHT, (bottom - top) / Math.max(1, wanted.length - 1))
  let least = top
  const down = order.map(({ y, i }) => {
    const placed = Math.max(Math.min(bottom, y), least)
    least = placed + gap
    return { i, placed }
  })
  let limit = bottom
  const up = down.reverse().map(({ i, placed }) => {
    const y = Math.min(placed, limit)
    limit = y - gap
    return { i, y }
  })
  return up.sort((a, b) => a.i - b.i).map(({ y }) => y)
}

/** Words wrapped into lines that fit some room; a word that is too long is truncated. */
export const wrapped = (text: string, room: number): ReadonlyArray<string> => {
  const lines: Array<string> = []
  for (const word of visible(text).split(' ')) {
    const last = lines.at(-1)
    const longer = last === undefined ? word : `${last} ${word}`
    if (last !== undefined && roomFor(longer) <= room) lines[lines.length - 1] = longer
    else lines.push(fitted(word, room))
  }
  return lines
}
