import { codeInWords } from '@kpi-ledger/core/unstable'
import type { Tracker, TrackerPoint } from '@kpi-ledger/projections'
import { targetName, trackerColumns, trackerRows } from '../questions/tracker-rows'
import { monthInWords, periodTextInWords } from '../words/period'
import { idOf, type Chart } from './chart'
import { bandAreas, keyOfBands } from './bands'
import { axes, belowFrame, beside, frameFor, type Frame } from './frame'
import { GRADE_SHAPES, keyOfRatings } from './grades'
import { keyFrom, type Entry } from './key'
import { dot, line, runs, type Picture, type Shown } from './picture'

const shown = (value: number | null): string => (value === null ? 'none' : String(value))

const isNumber = (value: number | null): value is number => value !== null

const latestOf = (tracker: Tracker): string => {
  const { latest, points } = tracker
  const point = points.find(({ period: month }) => month === latest)
  if (latest === null || point === undefined)
    return 'Nothing is measured yet, so there is no picture.'
  const { actual, profile, variance, rating, decided } = point
  const against =
    profile === null
      ? ''
      : `, against a ${targetName(tracker).toLowerCase()} of ${profile} (variance ${shown(variance)})`
  return `The latest is ${monthInWords(latest)}: ${shown(actual)}${against}, ${rating.label}${decided ? ' by decision' : ''}.`
}

const descriptionOf = (tracker: Tracker): string => {
  const { points, annualTarget, forecast, outlook, unit } = tracker
  const measured = points.filter(({ actual }) => actual !== null).length
  return (
    `In ${unit}: ${measured} of ${points.length} months are measured. ${latestOf(tracker)} ` +
    `Annual target: ${shown(annualTarget)}; forecast: ${shown(forecast)}; ${codeInWords(outlook)}${outlook === 'not-started' ? '' : ', by the latest rating'}.`
  )
}

const profileRuns = (frame: Frame, { points }: Tracker): ReadonlyArray<Shown> =>
  runs(
    'profile',
    points.map(({ profile }, place) => (profile === null ? null : frame.point(place, profile))),
  )

const profileTicks = (frame: Frame, { points }: Tracker): ReadonlyArray<Shown> =>
  points.flatMap(({ profile }, place) => {
    if (profile === null) return []
    const { x, y } = frame.point(place, profile)
    return line('profile', { x: x - 11, y }, { x: x + 11, y })
  })

/** Whether every month's target is the annual target (M24a). */
const isLevel = ({ points, annualTarget }: Tracker): boolean =>
  points.every(({ profile }) => profile === annualTarget)

const profileLines = (frame: Frame, tracker: Tracker): ReadonlyArray<Shown> => [
  ...profileRuns(frame, tracker),
  // Its dashes would only clash with those of the level line.
  ...(isLevel(tracker) ? [] : profileTicks(frame, tracker)),
]

const actualMarks = (frame: Frame, points: ReadonlyArray<TrackerPoint>): ReadonlyArray<Shown> => [
  ...runs(
    'actual',
    points.map(({ actual }, place) => (actual === null ? null : frame.point(place, actual))),
  ),
  ...points.flatMap(({ actual, rating, period: month }, place) =>
    actual === null
      ? []
      : [
          dot(
            rating.grade,
            GRADE_SHAPES[rating.grade],
            frame.point(place, actual),
            `${monthInWords(month)}: ${actual}, ${rating.label}`,
          ),
        ],
  ),
]

const targetLine = (
  { left, right, scale }: Frame,
  annualTarget: number | null,
): ReadonlyArray<Shown> => {
  if (annualTarget === null) return []
  const y = scale.at(annualTarget)
  return line('target', { x: left, y }, { x: right, y })
}

/** A line from the latest figure to the forecast for the end of the year. */
const forecastMarks = (
  frame: Frame,
  { points, latest, forecast }: Tracker,
): ReadonlyArray<Shown> => {
  if (forecast === null) return []
  const last = points.length - 1
  const end = frame.point(last, forecast)
  return [
    ...points.flatMap(({ period: month, actual }, place) =>
      actual !== null && month === latest && place < last
        ? line('forecast', frame.point(place, actual), end)
        : [],
    ),
    dot('forecast', 'diamond', end, `forecast: ${forecast}`),
  ]
}

const keyOf = (tracker: Tracker): ReadonlyArray<Entry> => {
  const { points, annualTarget, forecast } = tracker
  return [
    ...keyOfRatings(points.filter(({ actual }) => actual !== null).map(({ rating }) => rating)),
    ...(points.some(({ profile }) => profile !== null)
      ? [{ of: 'profile', sample: 'line', text: targetName(tracker) } as const]
      : []),
    ...(annualTarget === null || isLevel(tracker)
      ? []
      : [{ of: 'target', sample: 'line', text: 'Annual target' } as const]),
    ...(forecast === null
      ? []
      : [{ of: 'forecast', sample: 'diamond', text: 'Forecast' } as const]),
  ]
}

const pictureOf = (tracker: Tracker): Picture | null => {
  const { points, annualTarget, forecast, unit } = tracker
  const values = points.flatMap(({ actual, profile }) => [actual, profile]).filter(isNumber)
  if (values.length < 2 || points.every(({ actual }) => actual === null)) return null
  const ends = [annualTarget, forecast].filter(isNumber)
  const frame = frameFor(
    points.map(({ period: month }) => month),
    [...values, ...ends],
  )
  const key = keyFrom(
    [...keyOf(tracker), ...keyOfBands(frame, points)],
    belowFrame(frame),
    8,
    frame.width,
  )
  return {
    width: frame.width,
    height: key.bottom,
    shown: [
      ...bandAreas(frame, points),
      ...axes(frame, unit),
      ...(isLevel(tracker) ? [] : targetLine(frame, annualTarget)),
      ...profileLines(frame, tracker),
      ...forecastMarks(frame, tracker),
      ...actualMarks(frame, points),
      ...beside(frame, [
        ...(annualTarget === null ? [] : [{ value: annualTarget, text: `target ${annualTarget}` }]),
        ...(forecast === null ? [] : [{ value: forecast, text: `forecast ${forecast}` }]),
      ]),
      ...key.shown,
    ],
  }
}

/**
 * A KPI's year: each measured figure in the shape of its rating, against the profile and among the
 * month's bands, up to the annual target and the forecast (M24). There is no picture if nothing is
 * measured.
 */
export const yearChart = (tracker: Tracker, yearStart: number): Chart => {
  const { contract, regime, kpi, description, financialYear } = tracker
  return {
    kind: 'chart',
    id: idOf('year', contract, regime, kpi, financialYear),
    title: `${kpi} ${description} — ${periodTextInWords(financialYear, yearStart)}`,
    description: descriptionOf(tracker),
    picture: pictureOf(tracker),
    columns: trackerColumns(tracker),
    rows: trackerRows(tracker, yearStart),
  }
}
