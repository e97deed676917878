import { zipWith } from 'fp-ts/ReadonlyArray'
import { exact } from '@kpi-ledger/core/unstable'
import { limitsOf, spreadOf, type ControlLimits } from './limits'
import { signalsOf, type Signal } from './signals'

/** A figure of a process, in the order of time. */
export interface ProcessFigure {
  /** The period as the ledger writes it (M1): `2016-06`, `FY2016-Q1`. */
  readonly period: string
  /** The regime in effect in the period. */
  readonly regime: string
  /** The figure, in the KPI's unit. */
  readonly value: number
}

/** A figure, with what is unlikely about it; more than one rule may say so. */
export interface ProcessPoint extends ProcessFigure {
  /** What is unlikely to be chance; empty if nothing is. */
  readonly signals: ReadonlyArray<Signal>
}

/** Limits of the figures under one regime, in the KPI's unit. */
export interface ProcessLimits extends ControlLimits {
  /** The id of the regime. */
  readonly regime: string
  /** The first and the last period whose figures they are made from, and which they hold for. */
  readonly from: string
  /** The last of those periods. */
  readonly to: string
  /** Number of figures they are made from. */
  readonly count: number
  /** Made from less than twelve figures: they will move with the next ones. */
  readonly trial: boolean
  /** Number of moving ranges that were too large to count. */
  readonly screened: number
}

/** A process behaviour chart (XmR): which figures are unlikely to be chance (M44). */
export interface Process {
  /** One for each regime in a row with two or more figures. */
  readonly limits: ReadonlyArray<ProcessLimits>
  /** The figures, the earliest first. */
  readonly points: ReadonlyArray<ProcessPoint>
}

/** Number of figures that limits need to be more than a trial. */
const ENOUGH = 12

/** Figures by the regime in effect, each stretch by itself: a new regime has limits of its own. */
const byRegime = (
  figures: ReadonlyArray<ProcessFigure>,
): ReadonlyArray<ReadonlyArray<ProcessFigure>> => {
  const stretches: Array<Array<ProcessFigure>> = []
  for (const figure of figures) {
    const last = stretches.at(-1)
    if (last?.[0]?.regime === figure.regime) last.push(figure)
    else stretches.push([figure])
  }
  return stretches
}

const partOf = (figures: ReadonlyArray<ProcessFigure>, decimals: number): Process => {
  const values = figures.map(({ value }) => exact(value))
  const spread = spreadOf(values)
  const [first, last] = [figures[0], figures.at(-1)]
  if (spread === null || first === undefined || last === undefined)
    return { limits: [], points: figures.map((figure) => ({ ...figure, signals: [] })) }
  const signals = signalsOf(values, spread)
  const { regime } = first
  return {
    limits: [
      {
        ...{ regime, from: first.period, to: last.period, count: figures.length },
        ...{ trial: figures.length < ENOUGH, ...limitsOf(spread, decimals) },
        screened: spread.screened,
      },
    ],
    points: zipWith(figures, signals, (figure, of) => ({ ...figure, signals: of })),
  }
}

/**
 * The process behaviour chart of some figures in order (M44): limits at 2.66 mean moving ranges
 * from the mean, recomputed for each regime, and what is unlikely to be chance. Numbers are rounded
 * half to even to `decimals`; what is outside is found exactly.
 */
export const processOf = (figures: ReadonlyArray<ProcessFigure>, decimals: number): Process => {
  const parts = byRegime(figures).map((stretch) => partOf(stretch, decimals))
  return {
    limits: parts.flatMap(({ limits }) => limits),
    points: parts.flatMap(({ points }) => points),
  }
}
