import {
  formatPeriod,
  lastMonth,
  parsePeriod,
  retirementInForce,
  type Period,
} from '@kpi-ledger/core'
import * as E from 'fp-ts/lib/Either'
import { periodName } from '../explanation/calendar-words'
import { candidates } from '../history/facts'
import type { Publication } from '../history/history'
import { columnIn, found, holdings, knownEntries, type Inquiry, type Look } from './inquiry'

const DAY = 86_400_000

const dayOf = (instantOrDate: string): string => instantOrDate.slice(0, 10)

/** Days from the end of a period's last day to a day; both in UTC. */
const daysAfter = (period: Period, yearStart: number, day: string): number => {
  const { year, month } = lastMonth(period, yearStart)
  return Math.round((Date.parse(day) - Date.UTC(year, month, 1)) / DAY) + 1
}

/** The first publication of a scorecard that shows actuals of a period (M3, M25). */
const publishedFirst = (
  { question: { history, contract, facts } }: Inquiry,
  text: string,
): Publication | null =>
  history.publications.find((publication) => {
    const of = parsePeriod(publication.period)
    return (
      facts(publication) &&
      E.isRight(of) &&
      candidates(of.right, contract.yearStart).some((each) => formatPeriod(each) === text)
    )
  }) ?? null

/**
 * Actuals that were first recorded after the scorecard of their period had been published (M26),
 * or, if a number of days is given, reported later than that after its end (M20).
 */
export const lateActual: Look = (inquiry, rules) =>
  holdings(inquiry, rules).flatMap(({ period, text, entry }) => {
    const { question, lateAfter } = inquiry
    const first = knownEntries(inquiry, entry).at(-1) ?? entry
    const publication = publishedFirst(inquiry, text)
    const name = periodName(period)
    const of = (sentence: string) => ({ kpi: rules.kpi, period: text, regime: null, sentence })
    const late = []
    if (publication !== null && publication.revision < first.revision) {
      const sentence = `${name} was first recorded on ${dayOf(first.recordedAt)}, after its scorecard had been published on ${dayOf(publication.recordedAt)}`
      late.push(found(inquiry, 'late-actual', of(sentence), [publication, first]))
    }
    const reported = dayOf(question.history.origins[first.revision]?.occurredAt ?? first.recordedAt)
    const days = daysAfter(period, question.contract.yearStart, reported)
    if (lateAfter !== null && days > lateAfter) {
      const sentence = `${name} was reported on ${reported}, ${String(days)} days after it had ended`
      late.push(found(inquiry, 'late-actual', of(sentence), [first]))
    }
    return late
  })

/** Actuals for a period from which on the KPI is retired (M7). */
export const actualAfterRetirement: Look = (inquiry, rules) =>
  holdings(inquiry, rules).flatMap(({ period, text, month, entry }) => {
    const column = columnIn(inquiry, period)
    if (column === null) return []
    const { regime } = column.regime
    const retirement = retirementInForce(rules, regime, month, inquiry.question.rules)
    if (retirement === undefined) return []
    const sentence = `there is an actual for ${periodName(period)}, and the KPI is retired from ${retirement.effectiveFrom} on`
    return [
      found(
        inquiry,
        'actual-after-retirement',
        { kpi: rules.kpi, period: text, regime, sentence },
        [retirement, entry],
      ),
    ]
  })
