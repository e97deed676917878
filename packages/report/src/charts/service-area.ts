import type { Rating } from '@kpi-ledger/core'
import type { YearGrid, YearGridKPI } from '@kpi-ledger/projections'
import { cells, column, grouped } from '../document/table'
import { missing, reference, text, type Value } from '../document/value'
import { figureOf } from '../questions/cell'
import { GRADE_SIGNS } from '../words/grade'
import { periodTextInWords } from '../words/period'
import { idOf, type Chart } from './chart'
import { GRADE_SHAPES, keyOfRatings } from './grades'
import { keyFrom } from './key'
import { fitted, LINE_HEIGHT, roomFor } from './lettering'
import { dot, line, runs, words, type Picture, type Point, type Shown } from './picture'
import { scaleFor } from './scale'

type ServiceArea = YearGrid['serviceAreas'][number]

const [WIDTH, EDGE, COLUMNS, GAP, HEIGHT] = [720, 8, 3, 24, 132]
const ROOM = (WIDTH - 2 * EDGE - (COLUMNS - 1) * GAP) / COLUMNS
/** Top and bottom of the figures in a small picture, below its three lines of words. */
const [TOP, BOTTOM] = [3 * LINE_HEIGHT + 16, HEIGHT - 20]

/** A figure, with its period and the index of that. */
interface Figure {
  readonly place: number
  readonly period: string
  readonly value: number
  readonly rating: Rating
}

const figuresOf = ({ cells: all }: YearGridKPI): ReadonlyArray<Figure> =>
  all.flatMap((cell, place) =>
    cell?.outcome?.kind === 'measured'
      ? [{ place, period: cell.period, value: cell.outcome.value, rating: cell.rating }]
      : [],
  )

const rangeOf = (figures: ReadonlyArray<Figure>): string => {
  const values = figures.map(({ value }) => value)
  return `${Math.min(...values)} to ${Math.max(...values)}`
}

/** The latest figure; its rating as a word, or as the sign of its grade if the word does not fit. */
const latestInWords = (
  figures: ReadonlyArray<Figure>,
  yearStart: number,
  room = Infinity,
): string => {
  const last = figures.at(-1)
  if (last === undefined) return 'nothing is measured'
  const { period, value, rating } = last
  const when = `${value} in ${periodTextInWords(period, yearStart)}`
  const said = `${when}, ${rating.label}`
  return roomFor(said) <= room ? said : `${when} ${GRADE_SIGNS[rating.grade]}`
}

/** A KPI's small picture; the point is its top left corner. */
const smallPicture = (
  kpi: YearGridKPI,
  { periods }: YearGrid,
  yearStart: number,
  { x, y }: Point,
): ReadonlyArray<Shown> => {
  const figures = figuresOf(kpi)
  const latest = latestInWords(figures, yearStart, ROOM)
  const head = [
    words(fitted(kpi.kpi, ROOM), { x, y: y + LINE_HEIGHT }, 'start', 'strong'),
    words(fitted(kpi.description, ROOM), { x, y: y + 2 * LINE_HEIGHT }, 'start', 'muted'),
    words(fitted(latest, ROOM), { x, y: y + 3 * LINE_HEIGHT }),
  ]
  // A single figure does not show how a year went.
  if (figures.length < 2) return head
  const scale = scaleFor(
    figures.map(({ value }) => value),
    y + BOTTOM,
    y + TOP,
  )
  const share = (ROOM - 16) / periods.length
  const at = ({ place, value }: Figure): Point => ({
    ...{ x: x + 8 + (place + 0.5) * share, y: scale.at(value) },
  })
  const byPlace = new Map(figures.map((figure) => [figure.place, at(figure)]))
  const range = fitted(`${rangeOf(figures)} ${kpi.unit}`, ROOM)
  return [
    ...head,
    ...line('axis', { x, y: y + BOTTOM + 8 }, { x: x + ROOM, y: y + BOTTOM + 8 }),
    ...runs(
      'actual',
      periods.map((_, place) => byPlace.get(place) ?? null),
    ),
    ...figures.map((figure) =>
      dot(
        figure.rating.grade,
        GRADE_SHAPES[figure.rating.grade],
        at(figure),
        `${periodTextInWords(figure.period, yearStart)}: ${figure.value}, ${figure.rating.label}`,
      ),
    ),
    words(range, { x, y: y + HEIGHT + 4 }, 'start', 'muted'),
  ]
}

const pictureOf = ({ kpis }: ServiceArea, grid: YearGrid, yearStart: number): Picture | null => {
  const measured = kpis.map(figuresOf)
  if (measured.every((figures) => figures.length < 2)) return null
  const row = HEIGHT + GAP
  const small = kpis.flatMap((kpi, i) =>
    smallPicture(kpi, grid, yearStart, {
      x: EDGE + (i % COLUMNS) * (ROOM + GAP),
      y: Math.floor(i / COLUMNS) * row,
    }),
  )
  const ratings = measured
    .filter((figures) => figures.length > 1)
    .flatMap((figures) => figures.map(({ rating }) => rating))
  const key = keyFrom(keyOfRatings(ratings), Math.ceil(kpis.length / COLUMNS) * row, 8, WIDTH)
  return { width: WIDTH, height: key.bottom, shown: [...small, ...key.shown] }
}

const descriptionOf = ({ kpis }: ServiceArea, picture: Picture | null, yearStart: number): string =>
  [
    ...kpis.map((kpi) => `${kpi.kpi}: ${latestInWords(figuresOf(kpi), yearStart)}.`),
    picture === null
      ? 'No KPI has two figures, so there is no picture.'
      : 'Each picture has its own scale: compare heights within one picture, not between two.',
  ].join(' ')

const figuresTable = (
  { kpis }: ServiceArea,
  { periods }: YearGrid,
  yearStart: number,
): Pick<Chart, 'columns' | 'rows'> => ({
  columns: [
    column('kpi', 'KPI'),
    column('description', 'Description'),
    ...grouped(
      'Figures',
      ...periods.map((period, place): readonly [string, string] => [
        `figure ${place}`,
        periodTextInWords(period, yearStart),
      ]),
    ),
  ],
  rows: kpis.map(({ kpi, description, unit, cells: all }) =>
    cells({
      kpi: reference(kpi),
      description: text(`${description} (${unit})`),
      ...Object.fromEntries(
        all.map((cell, place): [string, Value] => [
          `figure ${place}`,
          cell === null || cell.figure === null ? missing : figureOf(cell, yearStart, unit),
        ]),
      ),
    }),
  ),
})

/**
 * The KPIs of each service area across a year, as small pictures side by side (M35). Each has its
 * own scale, and shows each rating by its shape. There is no picture if no KPI has two figures.
 */
export const serviceAreaCharts = (grid: YearGrid, yearStart: number): ReadonlyArray<Chart> =>
  grid.serviceAreas.map((area): Chart => {
    const picture = pictureOf(area, grid, yearStart)
    return {
      kind: 'chart',
      id: idOf('area', grid.contract, area.name, grid.financialYear),
      title: `${area.name} — ${periodTextInWords(grid.financialYear, yearStart)}`,
      description: descriptionOf(area, picture, yearStart),
      picture,
      ...figuresTable(area, grid, yearStart),
    }
  })
