import { zipWith } from 'fp-ts/ReadonlyArray'
import type { Exact } from '@kpi-ledger/core/unstable'
import { lieOf, type Lie, type Spread } from './limits'

/** By which rule a figure is unlikely to be chance (M44). */
export type SignalRule = 'outside' | 'near-limit' | 'run' | 'trend'

/** Something that chance alone seldom does, and whether it is upwards or downwards. */
export interface Signal {
  /** The rule that the figure meets. */
  readonly rule: SignalRule
  /** Whether it is upwards or downwards. */
  readonly side: 'high' | 'low'
}

/** Number of figures in a row on one side of the mean, or up or down, that are unlikely. */
const ROW = 7
/** Of this many figures in a row, `NEAR` near the same limit are unlikely. */
const WINDOW = 3
const NEAR = 2

type Side = Signal['side'] | null

/** By the places of each stretch of the same side, of which there is one for each place or step. */
const stretches = (
  sides: ReadonlyArray<Side>,
): ReadonlyArray<{ readonly side: Signal['side']; readonly from: number; readonly to: number }> => {
  const found: Array<{ side: Signal['side']; from: number; to: number }> = []
  for (const [i, side] of sides.entries()) {
    const last = found.at(-1)
    if (side === null) continue
    if (last !== undefined && last.to === i && last.side === side) last.to = i + 1
    else found.push({ side, from: i, to: i + 1 })
  }
  return found
}

/** A side for each place from one to before another. */
const marked = (count: number, from: number, to: number, side: Side): ReadonlyArray<Side> =>
  Array.from({ length: count }, (_, i) => (i >= from && i < to ? side : null))

const together = (count: number, all: ReadonlyArray<ReadonlyArray<Side>>): ReadonlyArray<Side> =>
  Array.from({ length: count }, (_, i) => all.map((sides) => sides[i]).find((s) => s) ?? null)

const runsIn = (lies: ReadonlyArray<Lie>): ReadonlyArray<Side> =>
  together(
    lies.length,
    stretches(lies.map(({ side }) => side))
      .filter(({ from, to }) => to - from >= ROW)
      .map(({ from, to, side }) => marked(lies.length, from, to, side)),
  )

const stepOf = (before: Exact, after: Exact): Side =>
  after.eq(before) ? null : after.gt(before) ? 'high' : 'low'

/** Rising or falling: a stretch of six steps has seven figures. */
const trendsIn = (values: ReadonlyArray<Exact>): ReadonlyArray<Side> =>
  together(
    values.length,
    stretches(zipWith(values, values.slice(1), stepOf))
      .filter(({ from, to }) => to - from >= ROW - 1)
      .map(({ from, to, side }) => marked(values.length, from, to + 1, side)),
  )

const nearIn = (lies: ReadonlyArray<Lie>): ReadonlyArray<Side> =>
  lies.map(({ isNear, side }, at) => {
    if (!isNear) return null
    const among = [at - 2, at - 1, at].some((from) => {
      if (from < 0 || from + WINDOW > lies.length) return false
      const window = lies.slice(from, from + WINDOW)
      return window.filter((lie) => lie.isNear && lie.side === side).length >= NEAR
    })
    return among ? side : null
  })

/** The signals of each of some figures, by the limits made from them (M44). */
export const signalsOf = (
  values: ReadonlyArray<Exact>,
  spread: Spread,
): ReadonlyArray<ReadonlyArray<Signal>> => {
  const lies = values.map((value) => lieOf(spread, value))
  const found: ReadonlyArray<readonly [SignalRule, ReadonlyArray<Side>]> = [
    ['outside', lies.map(({ isOutside, side }) => (isOutside ? side : null))],
    ['near-limit', nearIn(lies)],
    ['run', runsIn(lies)],
    ['trend', trendsIn(values)],
  ]
  return values.map((_, i) =>
    found.flatMap(([rule, sides]) => {
      const side = sides[i] ?? null
      return side === null ? [] : [{ rule, side }]
    }),
  )
}
