import {
  definitions,
  findRegime,
  isEventType,
  readPeriod,
  unwithdrawn,
  type Entry,
  type Known,
  type KPIRules,
} from '@kpi-ledger/core/unstable'
import { dayOf } from '../history/period-end'
import { coveredBy } from '../publication/check'
import { publicationsIn, type Publication } from '../publication/published'
import { differ } from '../publication/restated-cell'
import { cellOf, type DefinedCell } from '../scorecard/cell'
import { found, nameOf, type FindingContext, type FindingRule } from './context'

/** Whether a published cell of a KPI rested on an event: without it, it would have been another. */
const restedOn = (
  { question }: FindingContext,
  rules: KPIRules,
  publication: Publication,
  withdrawn: number,
): boolean => {
  const size = coveredBy(publication)
  const published = unwithdrawn(question.history, ({ revision }) => revision < size)
  const cellBy = (known: Known): DefinedCell | null => {
    const regime = findRegime(question.history.rules, publication.regime, known)
    const column = regime && { period: readPeriod(publication.period), regime, named: true }
    return (column && cellOf({ ...question, facts: known, rules: known }, rules, column)) ?? null
  }
  return differ(
    cellBy(published),
    cellBy((entry) => entry.revision !== withdrawn && published(entry)),
  )
}

/** The withdrawals known, each with the revision of what it withdrew. */
const withdrawalsKnown = ({
  question: { history, facts, rules },
}: FindingContext): ReadonlyArray<readonly [withdrawn: number, withdrawal: Entry]> =>
  [...history.withdrawals].filter(([withdrawn, withdrawal]) => {
    const type = history.origins.at(withdrawn)?.type
    const isFact = type !== undefined && isEventType(type) && definitions[type].kind === 'fact'
    return isFact ? facts(withdrawal) : rules(withdrawal)
  })

/** What a published cell rested on, and was withdrawn after the publication (M29). */
export const withdrawnAfterPublication: FindingRule = (context, rules) =>
  withdrawalsKnown(context).flatMap(([withdrawn, withdrawal]) => {
    const { history } = context.question
    const origin = history.origins.at(withdrawn)
    const publication = publicationsIn(history).find(
      (each) =>
        withdrawn < coveredBy(each) &&
        each.revision < withdrawal.revision &&
        restedOn(context, rules, each, withdrawn),
    )
    if (publication === undefined || origin === undefined) return []
    const { period, regime } = publication
    const of = nameOf(context, readPeriod(period))
    const sentence = `event ${withdrawn}, ${origin.type}, was withdrawn on ${dayOf(withdrawal.recordedAt)}, after the scorecard of ${of} that relied on it had been published on ${dayOf(publication.recordedAt)}`
    return [
      found(context, 'withdrawn-after-publication', { kpi: rules.kpi, period, regime, sentence }, [
        { revision: withdrawn, recordedAt: origin.recordedAt },
        publication,
        withdrawal,
      ]),
    ]
  })
