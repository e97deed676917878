import type { Period } from '@kpi-ledger/core'
import {
  exact,
  financialYearOf,
  findRegime,
  lastMonth,
  readPeriod,
  retirementInForce,
  statementInForce,
  unwithdrawn,
  type ActualEntry,
  type KPIRules,
} from '@kpi-ledger/core/unstable'
import { figureInWords } from '../explanation/figure'
import { figureShown } from '../figure/figure'
import { dayOf, daysSinceEnd } from '../history/period-end'
import { publicationsIn, type Publication } from '../publication/published'
import { coveredBy } from '../publication/check'
import { cellOf } from '../scorecard/cell'
import { found, nameOf, type FindingContext, type FindingRule } from './context'

/** Whether an actual, as it was first recorded, changed a cell that had been published (M3, M26). */
const cameToShow = (
  { question }: FindingContext,
  rules: KPIRules,
  publication: Publication,
  first: ActualEntry,
): boolean => {
  const { history } = question
  const size = coveredBy(publication)
  const published = unwithdrawn(history, ({ revision }) => revision < size)
  const period = readPeriod(publication.period)
  const regime = findRegime(history.rules, publication.regime, published)
  const asPublished = { ...question, facts: published, rules: published }
  const cell = regime && cellOf(asPublished, rules, { period, regime, named: true })
  if (cell === undefined || cell === null) return false
  const facts = unwithdrawn(history, ({ revision }) => revision <= first.revision)
  const shown = figureShown({ ...question, facts }, rules.kpi, period, cell.definition)
  return shown?.actuals.some(({ revision }) => revision === first.revision) ?? false
}

type ByYear = ReadonlyMap<number, ReadonlyArray<Publication>>

const yearOf = (period: Period, yearStart: number): number =>
  financialYearOf(lastMonth(period, yearStart), yearStart)

/** The publications by the financial year of their period: no other shows its figures (M3). */
const byYear = ({ question: { history, contract } }: FindingContext): ByYear => {
  const all = new Map<number, Array<Publication>>()
  for (const each of publicationsIn(history)) {
    const year = yearOf(readPeriod(each.period), contract.yearStart)
    const others = all.get(year)
    if (others === undefined) all.set(year, [each])
    else others.push(each)
  }
  return all
}

/** Looked up once for all KPIs of a question. */
const publications = new WeakMap<FindingContext, ByYear>()

const publishedFor = (context: FindingContext, period: Period): ReadonlyArray<Publication> => {
  const all = publications.get(context) ?? byYear(context)
  publications.set(context, all)
  return all.get(yearOf(period, context.question.contract.yearStart)) ?? []
}

/**
 * Actuals first recorded after the publication of a scorecard that they then changed (M26), or, if
 * a number of days is given, reported later than that after the end of their period (M20).
 */
export const lateActual: FindingRule = (context, rules, actuals) =>
  actuals.flatMap(({ period, text, first }) => {
    const { question, lateAfter } = context
    const publication = publishedFor(context, period).find(
      (each) =>
        each.revision < first.revision &&
        question.facts(each) &&
        cameToShow(context, rules, each, first),
    )
    const name = nameOf(context, period)
    const of = (sentence: string) => ({ kpi: rules.kpi, period: text, regime: null, sentence })
    const late = []
    if (publication !== undefined) {
      const sentence = `${name} was first recorded on ${dayOf(first.recordedAt)}, after its scorecard had been published on ${dayOf(publication.recordedAt)}`
      late.push(found(context, 'late-actual', of(sentence), [publication, first]))
    }
    const reported = dayOf(
      question.history.origins.at(first.revision)?.occurredAt ?? first.recordedAt,
    )
    // On the day after its last day, one day has passed.
    const days = daysSinceEnd(period, question.contract.yearStart, reported) + 1
    if (lateAfter !== null && days > lateAfter) {
      const sentence = `${name} was reported on ${reported}, ${figureInWords(exact(days), 'days')} after it had ended`
      late.push(found(context, 'late-actual', of(sentence), [first]))
    }
    return late
  })

/** The regime a KPI is judged by: the one named, else the latest that stated a target for it (M6). */
const judgedBy = (
  { question, regime }: FindingContext,
  rules: KPIRules,
  month: string,
): string | null => {
  if (regime !== null) return regime
  const stated = question.history.rules.adoptions.filter(
    (adoption) =>
      question.rules(adoption) &&
      adoption.effectiveFrom <= month &&
      statementInForce(rules, adoption.regime, month, false, question.rules) !== undefined,
  )
  const [latest] = stated.sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? 1 : -1))
  return latest?.regime ?? null
}

/**
 * Actuals for a period from which on the KPI is retired, unless a later regime took it up again
 * (M7).
 */
export const actualAfterRetirement: FindingRule = (context, rules, actuals) =>
  actuals.flatMap(({ period, text, month, entry }) => {
    const regime = judgedBy(context, rules, month)
    if (regime === null) return []
    const retirement = retirementInForce(rules, regime, month, context.question.rules)
    if (retirement === undefined) return []
    const sentence = `there is an actual for ${nameOf(context, period)}, and the KPI is retired from ${nameOf(context, readPeriod(retirement.effectiveFrom))} on`
    const of = { kpi: rules.kpi, period: text, regime, sentence }
    return [found(context, 'actual-after-retirement', of, [retirement, entry])]
  })
