import { formatPeriod, type Period } from '@kpi-ledger/core'
import {
  definitionInForce,
  findRegime,
  formatMonth,
  isDue,
  knownFrom,
  lastMonth,
  monthsIn,
  outcomeInWords,
  periodInWords,
  spanInWords,
  standing,
  targetInWords,
  type ActualEntry,
} from '@kpi-ledger/core/unstable'
import {
  historySize,
  scorecard,
  type History,
  type QueryError,
  type ScorecardKPI,
} from '@kpi-ledger/projections'
import * as E from 'fp-ts/Either'
import { yearStartOf } from '../year-start'

/** A row of a return: a KPI to give the figure of. */
export interface ReturnRow {
  /** The reference of the KPI. */
  readonly kpi: string
  /** What the KPI measures. */
  readonly description: string
  /** The service area it belongs to. */
  readonly serviceArea: string
  /** Who returns the figure; null if the definition does not say. */
  readonly owner: string | null
  /** The unit of the figure. */
  readonly unit: string
  /** The target for the period, such as `>= 95`; empty if there is none. */
  readonly target: string
  /**
   * The latest figure recorded up to the end of the period, with its period; empty if there is
   * none.
   */
  readonly lastFigure: string
}

/**
 * A return to be filled in: the KPIs it asks for, its contract and period, and the state of the
 * ledger it was made from.
 */
export interface BlankReturn {
  /** The id of the contract. */
  readonly contract: string
  /** The title of the contract. */
  readonly title: string
  /** The period as the ledger writes it: `2016-06`, `FY2016-Q1`. */
  readonly period: string
  /** The period in words: `Jun 2016`, `2016/17 Q1 (Q1: Apr–Jun 2016)`. */
  readonly periodInWords: string
  /** How many events the contract had when the return was made. */
  readonly size: number
  /** The owner of the figures it asks for; null if it asks for all figures. */
  readonly owner: string | null
  /** The KPIs it asks for, in scorecard order. */
  readonly rows: ReadonlyArray<ReturnRow>
}

/** The latest entry still in force for each period of a KPI. */
const entriesOf = (history: History, kpi: string): ReadonlyArray<ActualEntry> =>
  [...(history.actuals.get(kpi)?.values() ?? [])].flatMap((latest) =>
    knownFrom(latest, standing(history)).slice(0, 1),
  )

/** What a return is asked of: a contract's history, a period, and the start of its year. */
interface Asked {
  readonly history: History
  readonly period: Period
  readonly yearStart: number
}

/** Whether figures of the KPI have been returned for periods of this kind (M2). */
const isUsual = ({ kpi }: ScorecardKPI, { history, period }: Asked): boolean =>
  entriesOf(history, kpi).some((entry) => entry.period.kind === period.kind)

/** Who returns the figure of a KPI, as its regime has it in the last month of the period. */
const ownerOf = (kpi: string, regime: string, { history, period, yearStart }: Asked) => {
  const known = standing(history)
  const rules = history.rules.kpis.get(kpi)
  const adopted = findRegime(history.rules, regime, known)
  const month = formatMonth(lastMonth(period, yearStart))
  return rules === undefined || adopted === undefined
    ? null
    : (definitionInForce(history.rules, rules, adopted, month, known)?.owner ?? null)
}

const lastFigure = ({ kpi }: ScorecardKPI, { history, period, yearStart }: Asked): string => {
  const endOf = (of: Period): string => formatMonth(lastMonth(of, yearStart))
  const rank = (entry: ActualEntry): string =>
    `${endOf(entry.period)} ${String(99 - monthsIn(entry.period))}`
  const until = entriesOf(history, kpi)
    .filter((entry) => endOf(entry.period) <= endOf(period))
    .sort((a, b) => (rank(a) < rank(b) ? -1 : 1))
  const last = until.at(-1)
  return last === undefined
    ? ''
    : `${outcomeInWords(last.outcome)} (${periodInWords(last.period, yearStart)})`
}

const rowOf =
  (serviceArea: string, asked: Asked) =>
  (kpi: ScorecardKPI): ReadonlyArray<ReturnRow> => {
    const [cell] = kpi.cells
    if (
      cell === undefined ||
      cell === null ||
      !(
        isDue(kpi, lastMonth(asked.period, asked.yearStart), asked.yearStart) || isUsual(kpi, asked)
      )
    )
      return []
    const { comparator, target, regime } = cell
    return [
      {
        ...{ kpi: kpi.kpi, description: kpi.description, serviceArea, unit: kpi.unit },
        owner: ownerOf(kpi.kpi, regime, asked),
        target: target === null ? '' : targetInWords(comparator, target),
        lastFigure: lastFigure(kpi, asked),
      },
    ]
  }

/**
 * Makes a return to be filled in for a period. It has a row for each KPI that is due in the period
 * (M2) or has had figures for periods of this kind. Fails if there is no such contract, or no
 * regime is in effect in the period.
 */
export const blankReturn = (
  history: History,
  period: Period,
): E.Either<QueryError, BlankReturn> => {
  const card = scorecard(history, { periods: [period] })
  if (E.isLeft(card)) return card
  const { contract, title, serviceAreas } = card.right
  const yearStart = yearStartOf(history)
  const asked = { history, period, yearStart }
  const span = spanInWords(period, yearStart)
  return E.right({
    ...{ contract, title, period: formatPeriod(period), size: historySize(history) },
    periodInWords: periodInWords(period, yearStart) + (span === null ? '' : ` (${span})`),
    owner: null,
    rows: serviceAreas.flatMap(({ name, kpis }) => kpis.flatMap(rowOf(name, asked))),
  })
}

/**
 * Splits a return by owner, in the order in which owners first occur; a last part has what has no
 * owner, if anything.
 */
export const returnsByOwner = (blank: BlankReturn): ReadonlyArray<BlankReturn> => {
  const owners = [...new Set(blank.rows.map(({ owner }) => owner))]
  return [
    ...owners.filter((owner) => owner !== null),
    ...owners.filter((owner) => owner === null),
  ].map((owner) => ({ ...blank, owner, rows: blank.rows.filter((row) => row.owner === owner) }))
}

/** The part of a return that one owner fills in; without rows if nothing is theirs. */
export const returnFor = (blank: BlankReturn, owner: string): BlankReturn => ({
  ...blank,
  owner,
  rows: blank.rows.filter((row) => row.owner === owner),
})
