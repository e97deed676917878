import type { Frequency, NotMeasuredReason, Period } from '@kpi-ledger/core'
import { lastMonth, monthIndex } from '@kpi-ledger/core/unstable'
import { periodName } from '../explanation/calendar-words'
import type { Finding } from './finding'
import { definitionFor, found, holdings, type Holding, type Inquiry, type Look } from './inquiry'

/** After so many assessment periods on end with one reason, the next is told. */
const ENOUGH = 2

const MONTHS: Readonly<Record<Frequency, number>> = {
  monthly: 1,
  quarterly: 3,
  'six-monthly': 6,
  annual: 12,
}

/** The number of the assessment period that a period ends in, counted from year 0 (M2). */
const assessmentOf = (period: Period, yearStart: number, frequency: Frequency): number =>
  Math.floor((monthIndex(lastMonth(period, yearStart)) - (yearStart - 1)) / MONTHS[frequency])

/** Assessment periods on end in which nothing was measured, for one reason. */
interface Run {
  readonly reason: NotMeasuredReason
  readonly assessments: ReadonlyArray<{ readonly at: number; readonly last: Holding }>
}

/** What an assessment period comes to: the reason of its last figure, if it has no other. */
const reasonOf = (all: ReadonlyArray<Holding>): NotMeasuredReason | null => {
  const last = all.at(-1)?.entry.outcome
  const isMeasured = all.some(({ entry }) => entry.outcome.kind === 'measured')
  return isMeasured || last?.kind !== 'not-measured' ? null : last.reason
}

const byAssessment = (
  all: ReadonlyArray<Holding>,
  yearStart: number,
  frequency: Frequency,
): ReadonlyMap<number, ReadonlyArray<Holding>> => {
  const grouped = new Map<number, Array<Holding>>()
  for (const holding of all) {
    const at = assessmentOf(holding.period, yearStart, frequency)
    const same = grouped.get(at)
    if (same === undefined) grouped.set(at, [holding])
    else same.push(holding)
  }
  return grouped
}

const runsOf = (grouped: ReadonlyMap<number, ReadonlyArray<Holding>>): ReadonlyArray<Run> => {
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

const tell = (inquiry: Inquiry, kpi: string, { reason, assessments }: Run): Finding | null => {
  const [first, last] = [assessments[0]?.last, assessments.at(-1)?.last]
  if (first === undefined || last === undefined || assessments.length <= ENOUGH) return null
  const sentence =
    `"${reason.replaceAll('-', ' ')}" for ${String(assessments.length)} assessment periods on end, ` +
    `from ${periodName(first.period)} to ${periodName(last.period)}`
  return found(
    inquiry,
    'keeps-unmeasured',
    { kpi, period: last.text, regime: null, sentence },
    assessments.map((each) => each.last.entry),
  )
}

/** A reason for not measuring that is given for more than two assessment periods on end (M18). */
export const keepsUnmeasured: Look = (inquiry, rules) => {
  const all = holdings(inquiry, rules)
  const latest = all.at(-1)
  const definition = latest === undefined ? null : definitionFor(inquiry, rules, latest.period)
  if (definition === null) return []
  const { yearStart } = inquiry.question.contract
  return runsOf(byAssessment(all, yearStart, definition.frequency)).flatMap((run) => {
    const told = tell(inquiry, rules.kpi, run)
    return told === null ? [] : [told]
  })
}
