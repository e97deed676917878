import { fc } from '@kpi-ledger/testing'
import type { Chart } from './chart'
import { roomFor } from './lettering'
import type { Dot, Line, Part, Picture, Point, Shown, Words } from './picture'

/** Figures like those in ledgers, small and large (M15). */
export const arbitraryFigure = fc.oneof(
  fc.integer({ min: -1000, max: 1000 }).map((n) => n / 10),
  fc.double({ noNaN: true, min: -1e12, max: 1e12 }),
)

/** Everything drawn in a chart's picture. */
export const shownOf = ({ picture }: Chart): ReadonlyArray<Shown> => picture?.shown ?? []

/** The lines of a chart that represent a given part. */
export const linesOf = (chart: Chart, of: Part): ReadonlyArray<Line> =>
  shownOf(chart).filter((shown): shown is Line => shown.kind === 'line' && shown.of === of)

/** The points of a chart that have a tooltip; those in its key have none. */
export const dotsOf = (chart: Chart): ReadonlyArray<Dot> =>
  shownOf(chart).filter((shown): shown is Dot => shown.kind === 'dot' && shown.says !== '')

const cornersOf = (shown: Shown): ReadonlyArray<Point> => {
  switch (shown.kind) {
    case 'area':
      return [shown.from, { x: shown.from.x + shown.width, y: shown.from.y + shown.height }]
    case 'line':
      return shown.points
    case 'dot':
      return [shown.at]
    case 'words': {
      const room = roomFor(shown.text)
      const left = { start: 0, middle: room / 2, end: room }[shown.anchor]
      return [
        { x: shown.at.x - left, y: shown.at.y - 12 },
        { x: shown.at.x - left + room, y: shown.at.y + 3 },
      ]
    }
  }
}

/** What is drawn outside the edges of a picture, or at no valid place; should be empty. */
export const outside = ({ width, height, shown }: Picture): ReadonlyArray<Shown> =>
  shown.filter((each) =>
    cornersOf(each).some(
      ({ x, y }) => !(x >= -0.01 && x <= width + 0.01 && y >= -0.01 && y <= height + 0.01),
    ),
  )

interface Box {
  readonly text: string
  readonly from: Point
  readonly to: Point
}

/** Words that overlap other words; should be empty. */
export const overlapping = ({ shown }: Picture): ReadonlyArray<string> => {
  const boxes = shown
    .filter((each): each is Words => each.kind === 'words')
    .map((each): Box => {
      const [from = each.at, to = each.at] = cornersOf(each)
      return { text: each.text, from, to }
    })
  return boxes.flatMap((a, i) =>
    boxes
      .slice(i + 1)
      .filter(
        (b) => a.from.x < b.to.x && b.from.x < a.to.x && a.from.y < b.to.y && b.from.y < a.to.y,
      )
      .map((b) => `"${a.text}" and "${b.text}"`),
  )
}
