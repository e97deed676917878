import type { KPILife } from '@kpi-ledger/projections'
import { head, last as lastOf } from 'fp-ts/ReadonlyNonEmptyArray'
import { cells, column } from '../document/table'
import { period, reference, type Value } from '../document/value'
import { figureOf, ratingOfCell, targetOf } from '../questions/cell'
import { monthInWords } from '../words/period'
import { idOf, type Chart } from './chart'
import { axes, belowFrame, beside, frameFor, HEADROOM, type Frame } from './frame'
import { GRADE_SHAPES, keyOfRatings } from './grades'
import { keyFrom, type Entry } from './key'
import { figureLines, regimeMarks } from './life-marks'
import {
  lifeTitle,
  fromFirstFigure,
  measuredMonths,
  monthsInWords,
  regimeChanges,
  type MeasuredMonth,
} from './life-months'
import { dot, line, type Picture, type Point, type Shown } from './picture'

/** What a month's target asks for, as one number or two; empty if it is in another unit. */
const targetsIn = ({ months, unit }: KPILife, place: number): ReadonlyArray<number> => {
  const month = months[place]
  const target = month?.unit === unit ? (month.cell?.target ?? null) : null
  if (target === null) return []
  return typeof target === 'number' ? [target] : [target.low, target.high]
}

/** The steps of a target over the months, or of one end of its range. */
const stepsOf = (frame: Frame, life: KPILife, end: 0 | 1): ReadonlyArray<Shown> => {
  const lines: Array<Shown> = []
  let run: Array<Point> = []
  for (const place of [...life.months.keys(), life.months.length]) {
    const target = targetsIn(life, place)[end]
    if (target === undefined) {
      lines.push(...line('target', ...run))
      run = []
    } else {
      const y = frame.scale.at(target)
      run.push({ x: frame.start(place), y }, { x: frame.start(place + 1), y })
    }
  }
  return lines
}

const figureMarks = (
  frame: Frame,
  measured: ReadonlyArray<MeasuredMonth>,
): ReadonlyArray<Shown> => [
  ...measured.flatMap(({ place, value, cell: { corrected } }) =>
    corrected ? [dot('corrected', 'halo', frame.point(place, value), '')] : [],
  ),
  ...measured.map(({ place, value, period: month, cell: { rating } }) =>
    dot(
      rating.grade,
      GRADE_SHAPES[rating.grade],
      frame.point(place, value),
      `${monthInWords(month)}: ${value}, ${rating.label}`,
    ),
  ),
]

const keyOf = (life: KPILife, measured: ReadonlyArray<MeasuredMonth>): ReadonlyArray<Entry> => [
  ...keyOfRatings(measured.map(({ cell }) => cell.rating)),
  ...(life.months.some((_, place) => targetsIn(life, place).length > 0)
    ? [{ of: 'target', sample: 'line', text: 'Target' } as const]
    : []),
  ...(regimeChanges(life).length > 0
    ? [{ of: 'regime', sample: 'line', text: 'Another regime begins' } as const]
    : []),
  ...(measured.some(({ cell }) => cell.corrected)
    ? [{ of: 'corrected', sample: 'halo', text: 'Corrected' } as const]
    : []),
]

const pictureOf = (life: KPILife, measured: ReadonlyArray<MeasuredMonth>): Picture | null => {
  if (measured.length < 2) return null
  const targets = [...life.months.keys()].flatMap((place) => targetsIn(life, place))
  const frame = frameFor(
    life.months.map(({ period: month }) => month),
    [...measured.map(({ value }) => value), ...targets],
    HEADROOM,
  )
  const key = keyFrom(keyOf(life, measured), belowFrame(frame), 8, frame.width)
  return {
    width: frame.width,
    height: key.bottom,
    shown: [
      ...axes(frame, life.unit),
      ...regimeMarks(frame, life),
      ...stepsOf(frame, life, 0),
      ...stepsOf(frame, life, 1),
      ...figureLines(frame, life),
      ...figureMarks(frame, measured),
      ...beside(frame, [
        ...targetsIn(life, life.months.length - 1).map((value) => ({
          ...{ value, text: `target ${value}` },
        })),
        ...measured.slice(-1).map(({ value }) => ({ value, text: `latest ${value}` })),
      ]),
      ...key.shown,
    ],
  }
}

const extremesOf = (measured: ReadonlyArray<MeasuredMonth>): string => {
  const [first, ...later] = measured
  if (first === undefined) return 'No month is measured.'
  const least = measured.reduce((a, b) => (b.value < a.value ? b : a), first)
  const most = measured.reduce((a, b) => (b.value > a.value ? b : a), first)
  const last = later.at(-1) ?? first
  const latest = `the latest ${last.value} in ${monthInWords(last.period)}, ${last.cell.rating.label}`
  return later.length === 0
    ? `The only figure is ${first.value} in ${monthInWords(first.period)}, ${first.cell.rating.label}.`
    : `The lowest is ${least.value} in ${monthInWords(least.period)}, the highest ${most.value} in ${monthInWords(most.period)}, ${latest}.`
}

const descriptionOf = (life: KPILife, measured: ReadonlyArray<MeasuredMonth>): string => {
  const { months, unit } = life
  const [first, last] = [head(months).period, lastOf(months).period]
  const corrected = measured.filter(({ cell }) => cell.corrected)
  const decided = measured.filter(({ cell }) => cell.decided !== null)
  const other = months.filter((month) => month.unit !== null && month.unit !== unit)
  return [
    `In ${unit}, ${monthInWords(first)} to ${monthInWords(last)}: ${measured.length} of ${months.length} months are measured.`,
    extremesOf(measured),
    ...regimeChanges(life).map(
      ({ period: month, regime }) => `From ${monthInWords(month)} on it is rated under ${regime}.`,
    ),
    ...(corrected.length === 0 ? [] : [`Corrected: ${monthsInWords(corrected)}.`]),
    ...(decided.length === 0 ? [] : [`Rated by decision, not by rule: ${monthsInWords(decided)}.`]),
    ...(other.length === 0
      ? []
      : [`Measured differently, and not shown: ${monthsInWords(other)}.`]),
    ...(measured.length < 2
      ? ['Fewer than two figures show no trend, so there is no picture.']
      : []),
  ].join(' ')
}

/** What a table shows for a month without a cell. */
const MISSING: Value = { kind: 'missing' }

/** The months of a KPI's life as a table. */
export const monthsTable = (
  { months }: KPILife,
  yearStart: number,
): Pick<Chart, 'columns' | 'rows'> => ({
  columns: [
    column('month', 'Month'),
    column('regime', 'Regime'),
    column('target', 'Target'),
    column('actual', 'Actual'),
    column('rating', 'Rating'),
  ],
  rows: months.map(({ period: month, regime, unit, cell }) =>
    cells({
      month: period(month, yearStart),
      regime: regime === null ? MISSING : reference(regime),
      ...(cell === null
        ? {}
        : {
            target: targetOf(cell),
            actual: cell.outcome === null ? MISSING : figureOf(cell, yearStart, unit),
            rating: ratingOfCell(cell),
          }),
    }),
  ),
})

/**
 * A KPI's figures month by month, each in the shape of its rating, against the steps of its target;
 * other regimes and corrected figures are marked (M43). There is no picture of fewer than two
 * figures.
 */
export const trendChart = (whole: KPILife, yearStart: number): Chart => {
  const life = fromFirstFigure(whole)
  const measured = measuredMonths(life)
  return {
    kind: 'chart',
    id: idOf('trend', life.contract, life.kpi, life.period),
    title: lifeTitle(life, `trend over ${life.months.length} months`),
    description: descriptionOf(life, measured),
    picture: pictureOf(life, measured),
    ...monthsTable(life, yearStart),
  }
}
