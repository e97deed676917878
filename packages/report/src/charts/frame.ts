import { shortMonthName } from '@kpi-ledger/core/unstable'
import { zipWith } from 'fp-ts/ReadonlyArray'
import { apart, fitted, LINE_HEIGHT, roomFor } from './lettering'
import { line, words, type Point, type Shown } from './picture'
import { scaleFor, type Scale } from './scale'

/** The plotting area of a picture: months across, values up. */
export interface Frame {
  /** Width of the whole picture in pixels. */
  readonly width: number
  /** Left edge of the frame. */
  readonly left: number
  /** Right edge of the frame. */
  readonly right: number
  /** Top edge of the frame. */
  readonly top: number
  /** Bottom edge of the frame. */
  readonly bottom: number
  /** The months, in order. */
  readonly months: ReadonlyArray<string>
  /** The scale of values. */
  readonly scale: Scale
  /**
   * The left edge of a month's slot; for the slot after the last month, the right edge of the
   * frame.
   */
  readonly start: (place: number) => number
  /** Where a value is plotted in a month. */
  readonly point: (place: number, value: number) => Point
}

const WIDTH = 720
const HEIGHT = 260
const TOP = 28
/** Room above the frame for labels on months, such as the start of a regime. */
export const HEADROOM = 20
const RIGHT = 132

/** A frame for some months and at least one value. */
export const frameFor = (
  months: ReadonlyArray<string>,
  values: ReadonlyArray<number>,
  headroom = 0,
): Frame => {
  const top = TOP + headroom
  const bottom = top + HEIGHT
  const scale = scaleFor(values, bottom, top)
  const left = Math.max(...scale.ticks.map((tick) => roomFor(String(tick)))) + 14
  const right = WIDTH - RIGHT
  const share = (right - left) / months.length
  const start = (place: number): number => left + place * share
  return {
    ...{ width: WIDTH, left, right, top, bottom, months, scale, start },
    point: (place, value) => ({ x: start(place + 0.5), y: scale.at(value) }),
  }
}

/** Room for the name of a month. */
const ROOM = 30

/** The names of months, with the year below the first month of each year. */
const monthNames = ({ months, bottom, start }: Frame): ReadonlyArray<Shown> => {
  const step = Math.ceil(ROOM / (start(1) - start(0)))
  const named = months.flatMap((text, place) => {
    const [year, month] = [text.slice(0, 4), Number(text.slice(-2))]
    // January is always among those named, regardless of the first month.
    const isNamed = (month - 1) % step === 0
    return isNamed ? [{ name: shortMonthName(month), year, x: start(place + 0.5) }] : []
  })
  return named.flatMap(({ name, year, x }, i) => [
    words(name, { x, y: bottom + LINE_HEIGHT + 2 }, 'middle', 'muted'),
    ...(named[i - 1]?.year === year
      ? []
      : [words(year, { x, y: bottom + 2 * LINE_HEIGHT + 2 }, 'middle', 'muted')]),
  ])
}

/** The grid lines at round values, with their numbers, the unit and the months. */
export const axes = (frame: Frame, unit: string): ReadonlyArray<Shown> => {
  const { left, right, bottom, scale } = frame
  return [
    ...scale.ticks.flatMap((tick) => {
      const y = scale.at(tick)
      return [
        ...line('grid', { x: left, y }, { x: right, y }),
        words(String(tick), { x: left - 8, y: y + 4 }, 'end', 'muted'),
      ]
    }),
    ...line('axis', { x: left, y: bottom }, { x: right, y: bottom }),
    words(fitted(unit, right - left), { x: left, y: 16 }, 'start', 'muted'),
    ...monthNames(frame),
  ]
}

/** Labels for values, at the right edge, without overlapping. */
export const beside = (
  { right, width, top, bottom, scale }: Frame,
  labels: ReadonlyArray<{ readonly value: number; readonly text: string }>,
): ReadonlyArray<Shown> => {
  const places = apart(
    labels.map(({ value }) => scale.at(value)),
    top,
    bottom,
  )
  return zipWith(labels, places, ({ text }, y) =>
    words(fitted(text, width - right - 8), { x: right + 8, y: y + 4 }),
  )
}

/** The height at which the key below a frame begins. */
export const belowFrame = ({ bottom }: Frame): number => bottom + 2 * LINE_HEIGHT + 16
