import { formatPeriod, type Frequency, type History, type Period } from '@kpi-ledger/core'
import { isDue, lastMonth } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import { now as unlimited, type AsAt } from '../history/as-at'
import { dayOf, daysSinceEnd } from '../history/period-end'
import type { QueryError } from '../history/query-error'
import { ask } from '../history/question'
import { columnOf } from '../scorecard/scorecard'
import { kpisByServiceArea } from '../scorecard/service-areas'
import { lastOutcome, type LastOutcome } from './last-outcome'

/** A question for a due list. */
export interface DueQuery {
  /** The period for which figures are due. */
  readonly period: Period
  /** The instant of asking, by the caller's clock. */
  readonly now: string
  /** The regime whose KPIs are due; by default the one in effect in the period. */
  readonly regime?: string
  /** By default, as known now. */
  readonly asAt?: AsAt
}

/** A KPI that is due but has no outcome. */
export interface DueKPI {
  /** The reference of the KPI. */
  readonly kpi: string
  /** What the KPI measures. */
  readonly description: string
  /** The service area that the KPI belongs to. */
  readonly serviceArea: string
  /** Who returns the figure, where the definition says so. */
  readonly owner: string | null
  /** How often the KPI is assessed (M2). */
  readonly frequency: Frequency
  /** The outcome of its latest period, whichever that is. */
  readonly lastFigure: LastOutcome | null
}

/** What is due in a period but not recorded (M36; wire format, Due JSON). */
export interface DueList {
  /** The id of the contract. */
  readonly contract: string
  /** The point in time as of which it is answered (M21). */
  readonly asAt: AsAt
  /** The period as the ledger writes it (M1): `2016-06`, `FY2016-Q1`. */
  readonly period: string
  /** Days since the period ended, 0 on the day after its last day; negative before. */
  readonly endedDaysAgo: number
  /** In scorecard order. */
  readonly due: ReadonlyArray<DueKPI>
  /** Number of the KPIs due that have an outcome. */
  readonly recorded: number
  /** Number of the KPIs due. */
  readonly of: number
}

/** The instant an answer is of: the one asked about, else that of the last event asked about, else now. */
export const instantOf = ({ origins }: History, { facts, revision }: AsAt, now: string): string =>
  facts ?? (revision === null ? now : (origins.recordedAt(revision) ?? now))

/**
 * The KPIs that are due in a period and have no outcome (M2, M36); one that was not measured, with
 * the reason recorded, has one. The days are counted at the instant asked about (`asAt.facts`, or that of
 * the revision), else at `now`. Fails if there is no such contract, regime or revision, or if no
 * regime is in effect in the period.
 */
export const due = (
  history: History,
  { period, now, regime, asAt = unlimited }: DueQuery,
): E.Either<QueryError, DueList> => {
  const question = ask(history, asAt)
  if (E.isLeft(question)) return question
  const column = columnOf(question.right, regime)(period)
  if (E.isLeft(column)) return column
  const { contract, yearStart } = question.right.contract
  const month = lastMonth(period, yearStart)
  const all = kpisByServiceArea(question.right, [column.right])
    .flatMap(([, kpis]) => kpis)
    .filter(({ definition }) => isDue(definition, month, yearStart))
  const missing = all.filter(({ cells: [cell] }) => cell?.outcome === null)
  return E.right({
    ...{ contract, asAt, period: formatPeriod(period) },
    endedDaysAgo: daysSinceEnd(period, yearStart, dayOf(instantOf(history, asAt, now))),
    due: missing.map(
      ({ kpi, definition: { description, serviceArea, owner = null, frequency } }) => ({
        kpi,
        description,
        serviceArea,
        owner,
        frequency,
        lastFigure: lastOutcome(question.right, kpi),
      }),
    ),
    recorded: all.length - missing.length,
    of: all.length,
  })
}
