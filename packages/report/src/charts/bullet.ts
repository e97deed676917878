import { NEEDED } from '@kpi-ledger/core/unstable'
import type { Cell, ExplainedBand, KPILife, KPIMonth } from '@kpi-ledger/projections'
import { last } from 'fp-ts/ReadonlyNonEmptyArray'
import { cells, column, type CellsRow } from '../document/table'
import { figure, text } from '../document/value'
import { ratingOf } from '../questions/cell'
import { monthInWords } from '../words/period'
import { GRADE_SIGNS } from '../words/grade'
import { idOf, type Chart } from './chart'
import { GRADE_SHAPES } from './grades'
import { keyFrom, type Entry } from './key'
import { fitted, LINE_HEIGHT, roomFor } from './lettering'
import { lifeTitle } from './life-months'
import { area, dot, line, words, type Picture, type Shown } from './picture'
import { scaleFor, type Scale } from './scale'

// Narrow enough to fit on a phone.
const [WIDTH, LEFT, RIGHT, TOP, HEIGHT] = [360, 12, 348, 8, 44]

/** A KPI's figure for a month, with the month's target and bands. */
interface Placed {
  readonly cell: Cell
  readonly value: number
  /** One number, or the two ends of a range. */
  readonly targets: ReadonlyArray<number>
  readonly bands: ReadonlyArray<ExplainedBand>
}

/** Where a band starts and ends. */
const endsOf = (
  scale: Scale,
  { low, high }: ExplainedBand,
): readonly [from: number, to: number] => [
  scale.at(low?.value ?? scale.low),
  scale.at(high?.value ?? scale.high),
]

/** A band in words, with the sign of its grade. */
const bandInWords = ({ grade, label }: ExplainedBand): string => `${GRADE_SIGNS[grade]} ${label}`

/** Whether a band's label fits inside it; otherwise it is in the key. */
const isNamed = (scale: Scale, band: ExplainedBand): boolean => {
  const [from, to] = endsOf(scale, band)
  return roomFor(bandInWords(band)) <= to - from - 8
}

/** The bands wide enough to be seen. */
const visibleIn = (
  scale: Scale,
  bands: ReadonlyArray<ExplainedBand>,
): ReadonlyArray<ExplainedBand> =>
  bands.filter((band) => {
    const [from, to] = endsOf(scale, band)
    return to - from >= 1
  })

const bandAreas = (scale: Scale, bands: ReadonlyArray<ExplainedBand>): ReadonlyArray<Shown> =>
  visibleIn(scale, bands).flatMap((band) => {
    const [from, to] = endsOf(scale, band)
    return [
      area(band.grade, { x: from, y: TOP }, { x: to, y: TOP + HEIGHT }),
      ...(band.low === null ? [] : line('axis', { x: from, y: TOP }, { x: from, y: TOP + HEIGHT })),
      ...(isNamed(scale, band) ? [words(bandInWords(band), { x: from + 4, y: TOP + 13 })] : []),
    ]
  })

/** The key to the colours of bands too narrow for their labels. */
const keyOfBands = (scale: Scale, bands: ReadonlyArray<ExplainedBand>): ReadonlyArray<Entry> => {
  const unnamed = visibleIn(scale, bands).filter((band) => !isNamed(scale, band))
  // The target may be a range, with the same band on both sides of it.
  const byWords = new Map(unnamed.map((band) => [bandInWords(band), band.grade]))
  return [...byWords].map(([words, of]) => ({ of, sample: 'area', text: words }))
}

const pictureOf = ({ cell, value, targets, bands }: Placed, unit: string): Picture => {
  const ends = bands.flatMap(({ low, high }) => [low, high]).flatMap((end) => end?.value ?? [])
  const around = [value, ...targets, ...ends]
  const spread = Math.max(...around) / 2 - Math.min(...around) / 2
  const scale = scaleFor(
    // Show a little of the open-ended bands, as far as numbers allow.
    [...around, Math.max(...around) + spread / 2, Math.min(...around) - spread / 2].filter(
      Number.isFinite,
    ),
    LEFT,
    RIGHT,
  )
  const middle = TOP + HEIGHT - 14
  const at = { x: scale.at(value), y: middle }
  const bottom = TOP + HEIGHT
  const entries: ReadonlyArray<Entry> = [
    { of: cell.rating.grade, sample: GRADE_SHAPES[cell.rating.grade], text: cell.rating.label },
    { of: 'target', sample: 'line', text: 'Target' },
    ...keyOfBands(scale, bands),
  ]
  const key = keyFrom(entries, bottom + 2 * LINE_HEIGHT + 4, 8, WIDTH)
  return {
    width: WIDTH,
    height: key.bottom,
    shown: [
      ...bandAreas(scale, bands),
      ...line('axis', { x: LEFT, y: bottom }, { x: RIGHT, y: bottom }),
      ...ticksOf(scale, bottom),
      words(fitted(unit, WIDTH / 2), { x: LEFT, y: bottom + 2 * LINE_HEIGHT }, 'start', 'muted'),
      // A bar that did not begin at 0 would misrepresent the proportion.
      ...(scale.low <= 0 && scale.high >= 0
        ? line('actual', { x: scale.at(0), y: middle }, at)
        : []),
      ...targets.flatMap((target) => {
        const x = scale.at(target)
        return line('target', { x, y: TOP }, { x, y: bottom })
      }),
      dot(cell.rating.grade, GRADE_SHAPES[cell.rating.grade], at, `${value}, ${cell.rating.label}`),
      ...key.shown,
    ],
  }
}

/** The numbers below the bar, as many as fit. */
const ticksOf = ({ ticks, at }: Scale, bottom: number): ReadonlyArray<Shown> => {
  let end = 0
  return ticks.flatMap((tick) => {
    const room = roomFor(String(tick))
    const x = Math.min(WIDTH - room / 2, Math.max(room / 2, at(tick)))
    if (x - room / 2 < end) return []
    end = x + room / 2 + 8
    return [
      ...line('axis', { x: at(tick), y: bottom }, { x: at(tick), y: bottom + 4 }),
      words(String(tick), { x, y: bottom + LINE_HEIGHT }, 'middle', 'muted'),
    ]
  })
}

const placedIn = ({ cell, bands }: KPIMonth): Placed | null => {
  if (cell?.outcome?.kind !== 'measured' || cell.target === null) return null
  const { outcome, target } = cell
  const targets = typeof target === 'number' ? [target] : [target.low, target.high]
  return { cell, value: outcome.value, targets, bands }
}

const isMeasured = ({ cell }: KPIMonth): boolean => cell?.outcome?.kind === 'measured'

/** What a target asks for, as part of a sentence. */
const targetInWords = ({ comparator, target }: Cell): string => {
  if (target === null) return 'no target'
  const value = typeof target === 'number' ? `${target}` : `${target.low} to ${target.high}`
  const needed = comparator === null || comparator === 'between' ? '' : NEEDED[comparator]
  return `a target of ${needed}${value}`
}

const descriptionOf = (month: KPIMonth, unit: string): string => {
  const { cell } = month
  const when = monthInWords(month.period)
  if (cell === null) return `It is on no scorecard of ${when}.`
  const { outcome, rating } = cell
  const asked = targetInWords(cell)
  return outcome?.kind === 'measured'
    ? `In ${unit}, ${when}: ${outcome.value}, against ${asked}: ${rating.label}.`
    : `In ${when} nothing is measured, against ${asked}: ${rating.label}.`
}

const rowsOf = ({ bands }: KPIMonth, unit: string): ReadonlyArray<CellsRow> =>
  bands.map(({ code, label, grade, low, high }) =>
    cells({
      band: ratingOf({ code, label, grade }),
      low: low === null ? text(null) : figure(low.value, unit),
      high: high === null ? text(null) : figure(high.value, unit),
    }),
  )

/**
 * A KPI's latest figure against its target, among the bands (M43). There is no picture if nothing
 * is measured or there is no target.
 */
export const bulletChart = (life: KPILife): Chart => {
  const { contract, kpi, months } = life
  const month = months.findLast(isMeasured) ?? last(months)
  const unit = month.unit ?? life.unit
  const placed = placedIn(month)
  return {
    kind: 'chart',
    id: idOf('bullet', contract, kpi, life.period),
    title: lifeTitle(life, monthInWords(month.period)),
    description: descriptionOf(month, unit),
    picture: placed && pictureOf(placed, unit),
    columns: [column('band', 'Band'), column('low', 'From'), column('high', 'To')],
    rows: rowsOf(month, unit),
  }
}
