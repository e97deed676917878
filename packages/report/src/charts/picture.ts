import type { GradeOrOther } from '@kpi-ledger/core'

/** A place in a picture, in pixels from its left and top edges. */
export interface Point {
  /** Pixels from the left edge. */
  readonly x: number
  /** Pixels from the top edge. */
  readonly y: number
}

/** What a line, a point or an area represents, which determines how it looks. */
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

/** The shape of a point. A shape means only one thing within a picture. */
export type PointShape = 'circle' | 'cross' | 'diamond' | 'down' | 'halo' | 'ring' | 'square' | 'up'

/** A rectangle, such as the values of a band in a month. */
export interface Area {
  readonly kind: 'area'
  /** What it represents. */
  readonly of: Part
  /** Its top left corner. */
  readonly from: Point
  /** Width in pixels. */
  readonly width: number
  /** Height in pixels. */
  readonly height: number
}

/** Straight lines joining two or more points. */
export interface Line {
  readonly kind: 'line'
  /** What it represents. */
  readonly of: Part
  /** The points it joins, in order. */
  readonly points: ReadonlyArray<Point>
}

/** A point for a value that was measured, computed or printed. */
export interface Dot {
  readonly kind: 'dot'
  /** What it represents. */
  readonly of: Part
  /** The shape drawn. */
  readonly shape: PointShape
  /** Its centre. */
  readonly at: Point
  /** Text shown when it is pointed at; empty for none. */
  readonly says: string
}

/** Words, such as a label. */
export interface Words {
  readonly kind: 'words'
  /** The words. */
  readonly text: string
  /** The point on their baseline that `anchor` refers to. */
  readonly at: Point
  /** Which part of the words is at the point. */
  readonly anchor: 'start' | 'middle' | 'end'
  /** How much they stand out. */
  readonly weight: 'muted' | 'plain' | 'strong'
}

/** A part of a picture. */
export type Shown = Area | Line | Dot | Words

/** What is drawn, from back to front. Units are pixels at the picture's natural size. */
export interface Picture {
  /** Width in pixels. */
  readonly width: number
  /** Height in pixels. */
  readonly height: number
  /** What is drawn, from back to front. */
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

/** A line; nothing if there are fewer than two points. */
export const line = (of: Part, ...points: ReadonlyArray<Point>): ReadonlyArray<Line> =>
  points.length < 2 ? [] : [{ kind: 'line', of, points }]

/** A line through each run of adjacent points, broken at nulls. */
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

/** Words placed at a point. */
export const words = (
  text: string,
  at: Point,
  anchor: Words['anchor'] = 'start',
  weight: Words['weight'] = 'plain',
): Words => ({ kind: 'words', text, at, anchor, weight })
