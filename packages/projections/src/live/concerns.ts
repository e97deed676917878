import { formatPeriod, type History, type Period, type RecordedEvent } from '@kpi-ledger/core'
import { definitions, monthsIn, periodEarlier, subjectOf } from '@kpi-ledger/core/unstable'
import { factsKnown, rulesKnown, type AsAt } from '../history/as-at'
import { sources } from '../figure/stand-ins'

/** The events that can change the answer to a question. */
export interface Interest {
  /** The periods of the question; `yearStart` is the first month of the financial year. */
  readonly periods: (yearStart: number) => ReadonlyArray<Period>
  /** The only KPI it is about; null for all. */
  readonly kpi: string | null
  /** The point in time that the question is about. */
  readonly asAt: AsAt
}

/** Whether an event just added to a history can change the answer to a question. */
export type Concerns = (event: RecordedEvent, history: History) => boolean

/** The periods whose outcomes an answer about a period may show, or compare with those it shows (M37). */
const held = (period: Period, yearStart: number): ReadonlyArray<Period> => {
  const own = sources(period, yearStart)
  const earlier = own.flatMap((each) => [
    periodEarlier(each, monthsIn(each)),
    periodEarlier(each, 12),
  ])
  return [...own, ...earlier.flatMap((each) => sources(each, yearStart))]
}

/**
 * Rules always can, facts if the answer may show their period (M3); events after the point in time
 * asked about cannot (M21). While a revision asked about does not exist yet, every event can.
 */
export const concerns = ({ periods, kpi, asAt }: Interest): Concerns => {
  const areFactsKnown = factsKnown(asAt)
  const areRulesKnown = rulesKnown(asAt)
  let shown: { readonly yearStart: number; readonly periods: ReadonlySet<string> } | null = null

  const isShown = (period: string, yearStart: number): boolean => {
    if (shown?.yearStart !== yearStart) {
      const all = periods(yearStart).flatMap((each) => held(each, yearStart))
      shown = { yearStart, periods: new Set(all.map(formatPeriod)) }
    }
    return shown.periods.has(period)
  }

  return (event, { contract }) => {
    if (contract === null) return true
    if (asAt.revision !== null && event.revision <= asAt.revision) return true
    const subject = subjectOf(event)
    switch (definitions[event.type].kind) {
      case 'contract':
        return true
      case 'rule':
        return areRulesKnown(event)
      case 'fact':
        if (kpi !== null && subject.kpi !== kpi) return false
        if (!areFactsKnown(event)) return false
        return subject.period === undefined || isShown(subject.period, contract.yearStart)
      case 'withdrawal':
        return areRulesKnown(event) || areFactsKnown(event)
      case 'publication':
        return false
    }
  }
}
