import * as E from 'fp-ts/Either'
import * as O from 'fp-ts/Option'
import * as RNEA from 'fp-ts/ReadonlyNonEmptyArray'
import {
  formatPeriod,
  type Accumulation,
  type Better,
  type Frequency,
  type History,
  type Month,
  type Period,
  type Unit,
} from '@kpi-ledger/core'
import {
  financialYearOf,
  formatMonth,
  lastMonth,
  monthAt,
  monthIndex,
  type Definition,
  type KPIRules,
} from '@kpi-ledger/core/unstable'
import { bandsOf, type ExplainedBand } from '../explanation/band'
import { chainOf, type SourceEvent } from '../explanation/chain'
import { DEFAULT_DECIMALS } from '../figure/aggregate'
import { now, type AsAt } from '../history/as-at'
import type { QueryError } from '../history/query-error'
import { ask, kpiNamed, type Question } from '../history/question'
import type { ProcessFigure } from '../process/process'
import { cellOf, type Cell, type DefinedCell } from '../scorecard/cell'
import type { Column } from '../scorecard/column'
import { columnOf } from '../scorecard/scorecard'
import { whyNoCell } from '../scorecard/why-no-cell'
import { tracker, type Tracker } from '../tracker/tracker'
import { kpiProcess, type KPIProcess } from './process'

/** A question for a KPI's life. */
export interface KPILifeQuery {
  /** The reference of the KPI. */
  readonly kpi: string
  /** Its last month is the last that is shown. */
  readonly period: Period
  /** By default, as known now. */
  readonly asAt?: AsAt
}

/** A month of a KPI. */
export interface KPIMonth {
  /** The month: `2016-05`. */
  readonly period: string
  /** The regime in effect in it; null if there is none (M4). */
  readonly regime: string | null
  /** As on the scorecard of the month; null if it is not on it. */
  readonly cell: Cell | null
  /** The unit of its figure; null if it is on no scorecard. */
  readonly unit: Unit | null
  /** Its bands in the month, from the lowest values to the highest; empty without a target. */
  readonly bands: ReadonlyArray<ExplainedBand>
}

/**
 * A KPI across 24 months: each as on its scorecard, its year, its process, and the events behind them
 * (M43; wire format, KPI JSON).
 */
export interface KPILife {
  /** The id of the contract. */
  readonly contract: string
  /** The reference of the KPI. */
  readonly kpi: string
  /** What the KPI measures. */
  readonly description: string
  /** The service area that the KPI belongs to. */
  readonly serviceArea: string
  /** How often the KPI is assessed (M2). */
  readonly frequency: Frequency
  /** The unit of the KPI's figures (M9b). */
  readonly unit: Unit
  /** Whether figures are for their period alone, or for the year so far (M3). */
  readonly accumulation: Accumulation
  /** Which values are better: by its last target, else by its definition; null if neither says so. */
  readonly better: Better | null
  /** The point in time as of which it is answered (M21). */
  readonly asAt: AsAt
  /** The period asked about, as the ledger writes it (M1). */
  readonly period: string
  /** The 24 months, the earliest first. */
  readonly months: RNEA.ReadonlyNonEmptyArray<KPIMonth>
  /** The financial year of the period, tracked; null if its regime does not have the KPI (M24, M24a). */
  readonly year: Tracker | null
  /** The process behaviour chart, or why there is none (M44). */
  readonly process: KPIProcess
  /** What gave these months their regimes, definitions, targets, figures and notes, as recorded. */
  readonly events: ReadonlyArray<SourceEvent>
}

/** Number of months that are shown. */
const MONTHS = 24

interface Found {
  readonly month: Month
  readonly column: Column | null
  readonly defined: DefinedCell | null
}

const monthOf =
  (question: Question, rules: KPIRules) =>
  (found: Found): KPIMonth => ({
    period: formatMonth(found.month),
    regime: found.column?.regime.regime ?? null,
    cell: found.defined?.cell ?? null,
    unit: found.defined?.definition.unit ?? null,
    bands:
      found.column === null
        ? []
        : bandsOf(question, rules, found.column, found.defined?.cell ?? null),
  })

const betterOf = ({ cell: { comparator }, definition }: DefinedCell): Better | null => {
  switch (comparator) {
    case '>=':
    case '>':
      return 'higher'
    case '<=':
    case '<':
      return 'lower'
    case 'between':
    case null:
      return definition.better ?? null
  }
}

const kindOf = ({ accumulation = 'in-period' }: Definition): Accumulation => accumulation

/** Figures in the unit and of the kind that the KPI has at the end. */
const figuresIn = (
  found: ReadonlyArray<Found>,
  { definition: last }: DefinedCell,
): ReadonlyArray<ProcessFigure> =>
  found.flatMap(({ defined }) => {
    if (defined?.cell.outcome?.kind !== 'measured') return []
    const { definition, cell } = defined
    const isSame = definition.unit === last.unit && kindOf(definition) === kindOf(last)
    return isSame
      ? [{ period: cell.period, regime: cell.regime, value: defined.cell.outcome.value }]
      : []
  })

/** The events behind each month, each once, as the last month that it stands behind has it. */
const eventsBehind = (
  question: Question,
  rules: KPIRules,
  found: ReadonlyArray<Found>,
): ReadonlyArray<SourceEvent> => {
  const events = new Map<string, SourceEvent>()
  for (const { column, defined } of found)
    for (const event of column === null
      ? []
      : chainOf(question, rules, column, defined?.shown ?? null))
      // An event may give more than one thing, as a definition does with its first target.
      events.set(`${event.revision} ${event.gave}`, event)
  return [...events.values()].sort((a, b) => a.revision - b.revision)
}

/** A year that ends under a regime without the KPI cannot be tracked. */
const yearOf = (
  history: History,
  kpi: string,
  month: Month,
  question: Question,
): Tracker | null => {
  const { contract, asAt } = question
  const year = financialYearOf(month, contract.yearStart)
  const financialYear = { kind: 'financial-year', financialYear: year } as const
  const tracked = tracker(history, { kpi, financialYear, asAt })
  return E.isLeft(tracked) ? null : tracked.right
}

/**
 * A KPI across the 24 months up to the end of a period, each under the regime in effect in it, as
 * known at a point in the ledger's time (M21, M43). Fails if there is no such contract, revision or
 * KPI, if no regime is in effect in the period, or, with the reason, if the KPI is on no scorecard of
 * these months.
 */
export const kpiLife = (
  history: History,
  { kpi, period, asAt = now }: KPILifeQuery,
): E.Either<QueryError, KPILife> => {
  const asked = ask(history, asAt)
  if (E.isLeft(asked)) return asked
  const question = asked.right
  const { contract } = question
  const last = lastMonth(period, contract.yearStart)
  const named = kpiNamed(question, kpi)
  if (E.isLeft(named)) return named
  const rules = named.right
  const at = columnOf(question, undefined)(last)
  if (E.isLeft(at)) return at
  const first = monthIndex(last) - MONTHS + 1
  const found = RNEA.makeBy((i): Found => {
    const month = monthAt(first + i)
    const column = O.toNullable(O.fromEither(columnOf(question, undefined)(month)))
    return { month, column, defined: column && cellOf(question, rules, column) }
  })(MONTHS)
  const latest = found.findLast(({ defined }) => defined !== null)?.defined
  if (latest === undefined || latest === null) return E.left(whyNoCell(question, rules, at.right))
  const { description, serviceArea, frequency, unit, decimals } = latest.definition
  const accumulation = kindOf(latest.definition)
  return E.right({
    ...{ contract: contract.contract, kpi, description, serviceArea, frequency, unit },
    ...{ accumulation, better: betterOf(latest), asAt, period: formatPeriod(period) },
    months: RNEA.map(monthOf(question, rules))(found),
    year: yearOf(history, kpi, last, question),
    process: kpiProcess(
      figuresIn(found, latest),
      accumulation,
      Math.max(DEFAULT_DECIMALS, decimals ?? DEFAULT_DECIMALS),
    ),
    events: eventsBehind(question, rules, found),
  })
}
