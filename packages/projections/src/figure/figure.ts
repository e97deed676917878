import { formatPeriod, type Aggregation, type Outcome, type Period } from '@kpi-ledger/core'
import { knownActual, partsOf, type ActualEntry, type Definition } from '@kpi-ledger/core/unstable'
import type { Question } from '../history/question'
import { aggregate, type Part } from './aggregate'
import { standIns } from './stand-ins'

/** The period of a cell's outcome, and what it was computed from (M3). */
export interface Figure {
  /** The period it is of: that of the cell, or one that ends with it. */
  readonly of: string
  /** How it is computed from figures of shorter periods; null if it was recorded. */
  readonly aggregation: Aggregation | null
  /** The periods whose figures go into it; null if it was recorded. */
  readonly from: ReadonlyArray<string> | null
  /** The periods without which it cannot be computed; null if none is missing. */
  readonly missing: ReadonlyArray<string> | null
}

/** What a cell for a period shows, and the actuals behind it. */
export interface ShownFigure {
  /** The KPI it is of. */
  readonly kpi: string
  /** Which period the outcome is for. */
  readonly figure: Figure
  /** Null if it is an aggregate that is incomplete. */
  readonly outcome: Outcome | null
  /** At least one. */
  readonly actuals: ReadonlyArray<ActualEntry>
}

/** The part of a question that its figures are answered from. */
export type FigureQuestion = Pick<Question, 'history' | 'contract' | 'facts'>

/** How the definition of a KPI makes its figures. */
export type Figuring = Pick<Definition, 'accumulation' | 'aggregation' | 'decimals'>

/** The parts that tile a period: the longest with an outcome, the rest months (M3). */
const tiles = (
  period: Period,
  yearStart: number,
  recordedFor: (period: Period) => ActualEntry | null,
): ReadonlyArray<Part> =>
  partsOf(period, yearStart).flatMap((part) => {
    const actual = recordedFor(part)
    return actual !== null || part.kind === 'month'
      ? [{ period: part, actual }]
      : tiles(part, yearStart, recordedFor)
  })

/** The outcome recorded for exactly the period of a text. */
const recordedFor = (
  { history, facts }: FigureQuestion,
  kpi: string,
  of: string,
): ShownFigure | null => {
  const actual = knownActual(history.actuals, kpi, of, facts)
  if (actual === null) return null
  const figure = { of, aggregation: null, from: null, missing: null }
  return { kpi, figure, outcome: actual.outcome, actuals: [actual] }
}

/** The figure of a KPI; null if there is none. */
export type FigureOf = (kpi: string, definition: Figuring) => ShownFigure | null

/**
 * The figures of KPIs in a period (M3): the outcome recorded for it or for a period that stands for it, or
 * the aggregate that the definition declares.
 */
export const figuresIn = (question: FigureQuestion, period: Period): FigureOf => {
  const of = formatPeriod(period)
  return (kpi, definition) => {
    const own = recordedFor(question, kpi, of)
    if (own !== null) return own
    for (const other of standIns(period, question.contract.yearStart, definition.accumulation)) {
      const standIn = recordedFor(question, kpi, formatPeriod(other))
      if (standIn !== null) return standIn
    }
    return aggregateOf(question, kpi, period, definition)
  }
}

/** The figure of a KPI in a period (M3); null if there is none. */
export const figureShown = (
  question: FigureQuestion,
  kpi: string,
  period: Period,
  definition: Figuring,
): ShownFigure | null => figuresIn(question, period)(kpi, definition)

/**
 * The figure of a KPI in a period as the definition computes it from the parts, whatever is recorded for
 * the period itself (M3). Null if nothing is to be computed, or no part has an outcome.
 */
export const aggregateOf = (
  { history, contract: { yearStart }, facts }: FigureQuestion,
  kpi: string,
  period: Period,
  { accumulation, aggregation, decimals }: Figuring,
): ShownFigure | null => {
  if (aggregation === undefined || accumulation === 'year-to-date') return null
  const parts = tiles(period, yearStart, (of) =>
    knownActual(history.actuals, kpi, formatPeriod(of), facts),
  )
  const actuals = parts.flatMap(({ actual }) => actual ?? [])
  if (actuals.length === 0) return null
  const { outcome, from, missing } = aggregate(aggregation, parts, decimals)
  return { kpi, figure: { of: formatPeriod(period), aggregation, from, missing }, outcome, actuals }
}

/** The revision of the latest actual behind a figure. */
export const latestRevision = ({ actuals }: ShownFigure): number =>
  actuals.reduce((latest, { revision }) => Math.max(latest, revision), 0)
