import type { Point, PointShape } from '../../charts/picture'
import { rounded } from './rounded'

/** Outlines around a point, in pixels: the radius of a circle, or the corners of a polygon. */
const OUTLINES: Readonly<
  Record<PointShape, ReadonlyArray<readonly [x: number, y: number]> | number>
> = {
  circle: 5.5,
  ring: 4,
  halo: 10,
  square: [
    [-5, -5],
    [5, -5],
    [5, 5],
    [-5, 5],
  ],
  diamond: [
    [0, -7],
    [7, 0],
    [0, 7],
    [-7, 0],
  ],
  up: [
    [0, -7],
    [7, 5.5],
    [-7, 5.5],
  ],
  down: [
    [0, 7],
    [7, -5.5],
    [-7, -5.5],
  ],
  cross: [
    [-6.5, -4],
    [-4, -6.5],
    [0, -2.5],
    [4, -6.5],
    [6.5, -4],
    [2.5, 0],
    [6.5, 4],
    [4, 6.5],
    [0, 2.5],
    [-4, 6.5],
    [-6.5, 4],
    [-2.5, 0],
  ],
}

/** The outline of a shape around a point, as path data. */
export const outlineOf = (shape: PointShape, { x, y }: Point): string => {
  const outline = OUTLINES[shape]
  if (typeof outline === 'number') {
    const half = `a${outline} ${outline} 0 1 0`
    return `M${rounded(x - outline)} ${rounded(y)}${half} ${2 * outline} 0${half} ${-2 * outline} 0Z`
  }
  return `M${outline.map(([dx, dy]) => `${rounded(x + dx)} ${rounded(y + dy)}`).join('L')}Z`
}
