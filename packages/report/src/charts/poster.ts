import type { Chart } from './chart'
import { LINE_HEIGHT, wrapped } from './lettering'
import { words, type Picture, type Point, type Shown } from './picture'

const WIDTH = 720
const EDGE = 8

const lower = ({ x, y }: Point, by: number): Point => ({ x, y: y + by })

const shifted = (shown: Shown, by: number): Shown => {
  switch (shown.kind) {
    case 'area':
      return { ...shown, from: lower(shown.from, by) }
    case 'line':
      return { ...shown, points: shown.points.map((point) => lower(point, by)) }
    case 'dot':
    case 'words':
      return { ...shown, at: lower(shown.at, by) }
  }
}

/**
 * A chart as a picture of its own, with its title above; its description takes the place of a
 * missing picture.
 */
export const posterOf = ({ title, description, picture }: Chart): Picture => {
  const width = picture?.width ?? WIDTH
  const room = width - 2 * EDGE
  const place = (line: number): Point => ({ x: EDGE, y: EDGE + (line + 1) * LINE_HEIGHT })
  const head = wrapped(title, room)
  const said = picture === null ? wrapped(description, room) : []
  const top = place(head.length + said.length).y
  return {
    width,
    height: top + (picture?.height ?? 0),
    shown: [
      ...head.map((line, i) => words(line, place(i), 'start', 'strong')),
      ...said.map((line, i) => words(line, place(head.length + i))),
      ...(picture?.shown ?? []).map((shown) => shifted(shown, top)),
    ],
  }
}
