import type { GradeOrOther } from '@kpi-ledger/core'

/** A place in a picture: to the right of its left edge, and down from its upper one. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** What a line, a point or an area stands for, which decides how it looks. */
export type Part =
  | GradeOrOther
  | 'actual'
  | 'axis'
  | 'concern'
  | 'corrected'
  | 'forecast'
  | 'grid'
  | 'improvement'
  | 'limit'
  | 'mean'
  | 'profile'
  | 'regime'
  | 'signal'
  | 'target'

/** The shape of a point: no shape stands for two things in one picture. */
export type PointShape = 'circle' | 'cross' | 'diamond' | 'down' | 'halo' | 'ring' | 'square' | 'up'

/** A rectangle, such as the values of a band in a month. */
export interface Area {
  readonly kind: 'area'
  readonly of: Part
  readonly from: Point
  readonly width: number
  readonly height: number
}

/** Straight lines joining two or more points. */
export interface Line {
  readonly kind: 'line'
  readonly of: Part
  readonly points: ReadonlyArray<Point>
}

/** A point that was measured, computed or printed. */
export interface Dot {
  readonly kind: 'dot'
  readonly of: Part
  readonly shape: PointShape
  readonly at: Point
  /** What it says, for who points at it. */
  readonly says: string
}

/** Words beside or below something. */
export interface Words {
  readonly kind: 'words'
  readonly text: string
  readonly at: Point
  readonly anchor: 'start' | 'middle' | 'end'
  readonly weight: 'muted' | 'plain' | 'strong'
}

/** A part of a picture. */
export type Shown = Area | Line | Dot | Words

/** What is drawn, from the back to the front, in units that are pixels at its own size. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly shown: ReadonlyArray<Shown>
}

/** A rectangle between two corners. */
export const area = (of: Part, from: Point, to: Point): Area => ({
  kind: 'area',
  of,
  from: { x: Math.min(from.x, to.x), y: Math.min(from.y, to.y) },
  width: Math.abs(to.x - from.x),
  height: Math.abs(to.y - from.y),
})

/** A line; nothing where there are fewer than two points. */
export const line = (of: Part, ...points: ReadonlyArray<Point>): ReadonlyArray<Line> =>
  points.length < 2 ? [] : [{ kind: 'line', of, points }]

/** A line through each run of adjacent points; none across nulls. */
export const runs = (of: Part, points: ReadonlyArray<Point | null>): ReadonlyArray<Line> => {
  const lines: Array<Line> = []
  let run: Array<Point> = []
  for (const point of [...points, null]) {
    if (point !== null) run.push(point)
    else {
      lines.push(...line(of, ...run))
      run = []
    }
  }
  return lines
}

/** A point. */
export const dot = (of: Part, shape: PointShape, at: Point, says: string): Dot => ({
  ...{ kind: 'dot', of, shape, at, says },
})

/** Words at a point. */
export const words = (
  text: string,
  at: Point,
  anchor: Words['anchor'] = 'start',
  weight: Words['weight'] = 'plain',
): Words => ({ kind: 'words', text, at, anchor, weight })
