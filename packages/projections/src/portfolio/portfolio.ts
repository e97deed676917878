import {
  formatPeriod,
  type GradeOrOther,
  type History,
  type Month,
  type Period,
} from '@kpi-ledger/core'
import { isDue, invariant, lastMonth, type Contract } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import { drawnFrom, now, publicationKnown, type AsAt } from '../history/as-at'
import { ask } from '../history/question'
import { publicationsIn } from '../publication/published'
import { restatementsOf } from '../publication/restatements'
import { scorecard } from '../scorecard/scorecard'
import type { ScorecardKPI } from '../scorecard/service-areas'
import { noGrades } from '../scorecard/summary'

/** A question for a portfolio. */
export interface PortfolioQuery {
  /** The period that contracts are compared in. */
  readonly period: Period
  /** The period as it was written, if people did: it may not be one of every contract (M1a). */
  readonly written?: string
  /** By default, as known now. A revision is of one contract, so it cannot limit several. */
  readonly asAt?: Omit<AsAt, 'revision'>
}

/** How a contract does in the period. */
export interface PortfolioContract {
  /** The id of the contract. */
  readonly contract: string
  /** The title of the contract. */
  readonly title: string
  /** The authority that lets the contract. */
  readonly authority: string
  /** The supplier of the contract. */
  readonly supplier: string
  /** The regime in effect in the period; null if none is, so that no KPI is on its scorecard. */
  readonly regime: string | null
  /** Number of KPIs on its scorecard. */
  readonly kpis: number
  /** How many KPIs have each grade (M13). */
  readonly grades: Readonly<Record<GradeOrOther, number>>
  /** Number of KPIs that are due, and for which nothing is recorded. */
  readonly notRecorded: number
  /** When its last event was recorded. */
  readonly lastRecordedAt: string
  /** Number of its events. */
  readonly size: number
  /** Whether the scorecard of this period was signed off. */
  readonly published: boolean
  /** How many cells of its latest publication of the period are different now (M26). */
  readonly restatedCells: number
}

/** The contracts of a store in one period (M38; wire format, Portfolio JSON). */
export interface Portfolio {
  /** The point in time as of which it is answered (M21). */
  readonly asAt: AsAt
  /** The period as the ledger writes it (M1): `2016-06`, `FY2016-Q1`. */
  readonly period: string
  /** By contract id. */
  readonly contracts: ReadonlyArray<PortfolioContract>
  /** Those of all contracts together. */
  readonly grades: Readonly<Record<GradeOrOther, number>>
}

type Scored = Pick<PortfolioContract, 'regime' | 'kpis' | 'grades' | 'notRecorded'>

/** Nothing is recorded for a KPI that is due, whether or not its rating was decided (M33). */
const isMissingIn =
  (month: Month, yearStart: number) =>
  (kpi: ScorecardKPI): boolean =>
    kpi.cells.some((cell) => cell?.outcome === null && cell.figure === null) &&
    isDue(kpi, month, yearStart)

const scoreOf = (history: History, { yearStart }: Contract, period: Period, asAt: AsAt): Scored => {
  const card = scorecard(history, { periods: [period], asAt })
  if (E.isLeft(card)) {
    invariant(card.left._tag === 'NoRegimeToRateBy', `no scorecard: ${card.left._tag}`)
    return { regime: null, kpis: 0, grades: noGrades(), notRecorded: 0 }
  }
  const { regime, serviceAreas, summary } = card.right
  const kpis = serviceAreas.flatMap((area) => area.kpis)
  return {
    regime,
    kpis: kpis.length,
    grades: summary[0]?.grades ?? noGrades(),
    notRecorded: kpis.filter(isMissingIn(lastMonth(period, yearStart), yearStart)).length,
  }
}

type SignedOff = Pick<PortfolioContract, 'published' | 'restatedCells'>

const signedOffOf = (history: History, period: string, asAt: AsAt): SignedOff => {
  const known = publicationKnown(asAt)
  const latest = publicationsIn(history).findLast((each) => each.period === period && known(each))
  if (latest === undefined) return { published: false, restatedCells: 0 }
  const asked = ask(history, asAt)
  return {
    published: true,
    restatedCells: E.isLeft(asked) ? 0 : restatementsOf(asked.right, latest).length,
  }
}

/**
 * How a contract does in a period (M38); null if it was not registered by then. Its counts are those
 * of its scorecard.
 */
export const portfolioContract = (
  history: History,
  { period, asAt: { facts, rules } = now }: PortfolioQuery,
): PortfolioContract | null => {
  const asAt = { facts, rules, revision: null }
  const { contract: registered, origins } = history
  const size = drawnFrom(history, asAt)
  const last = origins.at(size - 1)
  if (registered === null || last === undefined) return null
  const { contract, title, authority, supplier } = registered
  return {
    ...{ contract, title, authority, supplier },
    ...scoreOf(history, registered, period, asAt),
    lastRecordedAt: last.recordedAt,
    size,
    ...signedOffOf(history, formatPeriod(period), asAt),
  }
}

const added = (total: Portfolio['grades'], { grades }: PortfolioContract): Portfolio['grades'] => ({
  good: total.good + grades.good,
  'approaching-target': total['approaching-target'] + grades['approaching-target'],
  'requires-improvement': total['requires-improvement'] + grades['requires-improvement'],
  inadequate: total.inadequate + grades.inadequate,
  other: total.other + grades.other,
})

const byId = (a: PortfolioContract, b: PortfolioContract): number =>
  a.contract < b.contract ? -1 : 1

/** A portfolio of contracts, whose order does not matter (M38). */
export const portfolioOf = (
  contracts: ReadonlyArray<PortfolioContract>,
  { period, asAt: { facts, rules } = now }: PortfolioQuery,
): Portfolio => ({
  asAt: { facts, rules, revision: null },
  period: formatPeriod(period),
  contracts: [...contracts].sort(byId),
  grades: contracts.reduce(added, noGrades()),
})
