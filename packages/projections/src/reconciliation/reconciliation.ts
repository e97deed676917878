import type { EventData, History, Rating, Scheme } from '@kpi-ledger/core'
import {
  codesOf,
  keptOf,
  kpisDefined,
  lastMonth,
  monthIndex,
  monthsIn,
  ratingNamed,
  readPeriod,
  type Adoption,
  type Entry,
  type KPIRules,
} from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import { asAt as asAtInstant, now, type AsAt } from '../history/as-at'
import type { QueryError } from '../history/query-error'
import { ask, regimeOf, type Question } from '../history/question'
import { cellOf, type DefinedCell } from '../scorecard/cell'

/** Whether a printed rating is the one that the rules give (M32). */
export type ReconciliationVerdict = 'agrees' | 'differs' | 'unknown-word'

/** A printed rating, compared with the one that the rules give. */
export interface ReconciledRating {
  /** The reference of the KPI. */
  readonly kpi: string
  /** The period as the ledger writes it (M1): `2016-06`, `FY2016-Q1`. */
  readonly period: string
  /** The regime in effect in the period; null if none is. */
  readonly regime: string | null
  /** The word as printed. */
  readonly printed: string
  /** Where it was printed, if that is known. */
  readonly source: string | null
  /** The rating as at the instant the printed one was recorded; null if there was none. */
  readonly atThePrinting: Rating | null
  /** The rating as at the instant asked about; null if the KPI is on no scorecard of the period. */
  readonly now: Rating | null
  /** Whether it agrees with the rating as it is now. */
  readonly verdict: ReconciliationVerdict
}

/** The printed ratings of a contract against its own (M32; wire format, Reconciliation JSON). */
export interface Reconciliation {
  /** The id of the contract. */
  readonly contract: string
  /** The point in time as of which it is answered (M21). */
  readonly asAt: AsAt
  /** By KPI in scorecard order, then by period, then as recorded. */
  readonly rows: ReadonlyArray<ReconciledRating>
  /** How many ratings have each verdict. */
  readonly summary: Readonly<Record<ReconciliationVerdict, number>>
}

interface Printed extends Entry, EventData<'RatingPrinted'> {}

/** A KPI in a period under the regime in effect, as far as there are both. */
interface Found {
  readonly regime: Adoption | null
  readonly cell: DefinedCell | null
}

const find = (question: Question, rules: KPIRules, text: string): Found => {
  const period = readPeriod(text)
  const regime = regimeOf(question, period)
  if (E.isLeft(regime)) return { regime: null, cell: null }
  const column = { period, regime: regime.right, named: false }
  return { regime: regime.right, cell: cellOf(question, rules, column) }
}

/** Text without the differences that two prints of one word may have. */
const plainWord = (text: string): string => text.normalize('NFC').trim().toLowerCase()

const says = (printed: string, { code, label }: Rating): boolean =>
  [code, label].some((word) => plainWord(word) === plainWord(printed))

const isWordOf = (scheme: Scheme, printed: string): boolean =>
  codesOf(scheme).some((code) => {
    const rating = ratingNamed(scheme, code)
    return rating !== undefined && says(printed, rating)
  })

const verdictOf = (printed: string, { regime, cell }: Found): ReconciliationVerdict => {
  if (cell !== null && says(printed, cell.cell.rating)) return 'agrees'
  return regime !== null && isWordOf(regime.scheme, printed) ? 'differs' : 'unknown-word'
}

/** A printed rating as reconciled, with the event that recorded it. */
export interface Reconciled {
  /** The entry of the event that recorded it. */
  readonly printed: Entry
  /** The service area of the KPI; null if it has none. */
  readonly serviceArea: string | null
  /** The printed rating and what became of it. */
  readonly row: ReconciledRating
}

const reconcile = (question: Question, rules: KPIRules, printed: Printed): Reconciled => {
  const { kpi, period, label, source = null, recordedAt } = printed
  const found = find(question, rules, period)
  const then = ask(question.history, {
    ...asAtInstant(recordedAt),
    revision: question.asAt.revision,
  })
  const before = E.isLeft(then) ? null : find(then.right, rules, period).cell
  return {
    printed,
    serviceArea: found.cell?.definition.serviceArea ?? null,
    row: {
      ...{ kpi, period, regime: found.regime?.regime ?? null, printed: label, source },
      atThePrinting: before?.cell.rating ?? null,
      now: found.cell?.cell.rating ?? null,
      verdict: verdictOf(label, found),
    },
  }
}

/** By the month they end with, of equal ends the shorter first, else as recorded. */
const inOrder = (printed: ReadonlyArray<Printed>, yearStart: number): ReadonlyArray<Printed> =>
  printed
    .map((each) => {
      const period = readPeriod(each.period)
      return { each, end: monthIndex(lastMonth(period, yearStart)), months: monthsIn(period) }
    })
    .sort((a, b) => a.end - b.end || a.months - b.months || a.each.revision - b.each.revision)
    .map(({ each }) => each)

/** The printed ratings of a KPI against its own, by period, then as recorded (M32). */
export const reconciledRatings = (
  question: Question,
  rules: KPIRules,
): ReadonlyArray<Reconciled> => {
  const printed = keptOf(question.history, 'RatingPrinted').flatMap((entry) => {
    const { data, revision, recordedAt } = entry
    return data.kpi === rules.kpi && question.facts(entry)
      ? [{ revision, recordedAt, ...data }]
      : []
  })
  return inOrder(printed, question.contract.yearStart).map((each) =>
    reconcile(question, rules, each),
  )
}

/** The rows of each KPI, service area by service area, in the order of their first KPIs. */
const byServiceArea = (
  kpis: ReadonlyArray<ReadonlyArray<Reconciled>>,
): ReadonlyArray<ReconciledRating> => {
  const areaOf = (rows: ReadonlyArray<Reconciled>): string | null =>
    rows.findLast(({ serviceArea }) => serviceArea !== null)?.serviceArea ?? null
  const areas = [...new Set(kpis.map(areaOf))]
  return areas.flatMap((area) =>
    kpis.filter((rows) => areaOf(rows) === area).flatMap((rows) => rows.map(({ row }) => row)),
  )
}

const countOf = (rows: ReadonlyArray<ReconciledRating>, verdict: ReconciliationVerdict): number =>
  rows.filter((row) => row.verdict === verdict).length

/**
 * Each printed rating against the one the rules give, as at its own instant and as at the one asked
 * about, which decides the verdict; case is ignored (M21, M32). Fails if there is no such contract
 * or revision.
 */
export const reconciliation = (
  history: History,
  { asAt = now }: { readonly asAt?: AsAt } = {},
): E.Either<QueryError, Reconciliation> => {
  const asked = ask(history, asAt)
  if (E.isLeft(asked)) return asked
  const { contract, rules: known } = asked.right
  const rows = byServiceArea(
    kpisDefined(history, known).map((rules) => reconciledRatings(asked.right, rules)),
  )
  return E.right({
    contract: contract.contract,
    asAt,
    rows,
    summary: {
      agrees: countOf(rows, 'agrees'),
      differs: countOf(rows, 'differs'),
      'unknown-word': countOf(rows, 'unknown-word'),
    },
  })
}
