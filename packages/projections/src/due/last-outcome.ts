import { formatPeriod, type Outcome, type Period } from '@kpi-ledger/core'
import { formatMonth, knownFrom, lastMonth, monthsIn } from '@kpi-ledger/core/unstable'
import type { Question } from '../history/question'

/** An outcome, and the period it was recorded for. */
export interface LastOutcome {
  /** The period it was recorded for, as the ledger writes it (M1). */
  readonly period: string
  /** The outcome. */
  readonly outcome: Outcome
}

/** The known outcome of a KPI's latest period, the shortest if several end together; null if there is none (M36). */
export const lastOutcome = (
  { history, contract: { yearStart }, facts }: Question,
  kpi: string,
): LastOutcome | null => {
  const endOf = (period: Period): string => formatMonth(lastMonth(period, yearStart))
  const isLater = (a: Period, b: Period): boolean =>
    endOf(a) === endOf(b) ? monthsIn(a) < monthsIn(b) : endOf(a) > endOf(b)
  const entries = [...(history.actuals.get(kpi)?.values() ?? [])].flatMap((latest) =>
    knownFrom(latest, facts).slice(0, 1),
  )
  const [first, ...others] = entries
  if (first === undefined) return null
  const last = others.reduce((a, b) => (isLater(b.period, a.period) ? b : a), first)
  return { period: formatPeriod(last.period), outcome: last.outcome }
}
