import type { Frequency, NotMeasuredReason, Period } from '@kpi-ledger/core'
import { assessmentMonths, lastMonth, monthIndex } from '@kpi-ledger/core/unstable'
import type { Finding } from './finding'
import {
  definitionFor,
  found,
  nameOf,
  type CurrentActual,
  type FindingContext,
  type FindingRule,
} from './context'

/** A finding is reported after this many assessment periods in a row with one reason. */
const ENOUGH = 2

/** The number of the assessment period that a period ends in, counted from year 0 (M2). */
const assessmentOf = (period: Period, yearStart: number, frequency: Frequency): number =>
  Math.floor(
    (monthIndex(lastMonth(period, yearStart)) - (yearStart - 1)) / assessmentMonths[frequency],
  )

/** Assessment periods in a row in which nothing was measured, for one reason. */
interface Run {
  readonly reason: NotMeasuredReason
  readonly assessments: ReadonlyArray<{ readonly at: number; readonly last: CurrentActual }>
}

/** What an assessment period comes to: the reason of its last figure, if it has no other. */
const reasonOf = (all: ReadonlyArray<CurrentActual>): NotMeasuredReason | null => {
  const last = all.at(-1)?.entry.outcome
  const isMeasured = all.some(({ entry }) => entry.outcome.kind === 'measured')
  return isMeasured || last?.kind !== 'not-measured' ? null : last.reason
}

const byAssessment = (
  all: ReadonlyArray<CurrentActual>,
  yearStart: number,
  frequency: Frequency,
): ReadonlyMap<number, ReadonlyArray<CurrentActual>> => {
  const grouped = new Map<number, Array<CurrentActual>>()
  for (const current of all) {
    const at = assessmentOf(current.period, yearStart, frequency)
    const same = grouped.get(at)
    if (same === undefined) grouped.set(at, [current])
    else same.push(current)
  }
  return grouped
}

const runsOf = (grouped: ReadonlyMap<number, ReadonlyArray<CurrentActual>>): ReadonlyArray<Run> => {
  const runs: Array<Run> = []
  for (const [at, all] of grouped) {
    const reason = reasonOf(all)
    const last = all.at(-1)
    if (reason === null || last === undefined) continue
    const before = runs.at(-1)
    if (before?.reason === reason && before.assessments.at(-1)?.at === at - 1)
      runs[runs.length - 1] = { reason, assessments: [...before.assessments, { at, last }] }
    else runs.push({ reason, assessments: [{ at, last }] })
  }
  return runs
}

const findingOf = (
  context: FindingContext,
  kpi: string,
  { reason, assessments }: Run,
): Finding | null => {
  const [first, last] = [assessments[0]?.last, assessments.at(-1)?.last]
  if (first === undefined || last === undefined || assessments.length <= ENOUGH) return null
  const sentence =
    `"${reason.replaceAll('-', ' ')}" for ${String(assessments.length)} assessment periods in a row, ` +
    `from ${nameOf(context, first.period)} to ${nameOf(context, last.period)}`
  return found(
    context,
    'keeps-unmeasured',
    { kpi, period: last.text, regime: null, sentence },
    assessments.map((each) => each.last.entry),
  )
}

/** The same reason for not measuring in more than two assessment periods in a row (M18). */
export const keepsUnmeasured: FindingRule = (context, rules, all) => {
  const latest = all.at(-1)
  const definition = latest && definitionFor(context, rules, latest.period)
  if (definition === undefined) return []
  const { yearStart } = context.question.contract
  return runsOf(byAssessment(all, yearStart, definition.frequency)).flatMap((run) => {
    const finding = findingOf(context, rules.kpi, run)
    return finding === null ? [] : [finding]
  })
}
