import type { NonEmptyArray } from 'fp-ts/NonEmptyArray'
import type { ReadonlyNonEmptyArray } from 'fp-ts/ReadonlyNonEmptyArray'
import type { Month } from '@kpi-ledger/core'
import { findRegime, type Entry, type KPIRules } from '@kpi-ledger/core/unstable'
import { assessmentsOf, regimeMonths, type Assessment } from '../points/assessments'
import type { FindingContext } from './context'

/** A KPI in its assessment periods up to a month, under the regime judged by (M2). */
export const assessed = (
  { question, regime: named }: FindingContext,
  rules: KPIRules,
  last: Month,
): ReadonlyArray<Assessment> => {
  const regime =
    named === null ? undefined : findRegime(question.history.rules, named, question.rules)
  const months = regimeMonths(question, last)
  return assessmentsOf(
    question,
    rules,
    regime === undefined ? months : months.map(({ month }) => ({ month, regime })),
  )
}

/** The events of some revisions, as a finding names them. */
export const eventsAt = (
  { question: { history } }: FindingContext,
  revisions: ReadonlyArray<number>,
): ReadonlyArray<Entry> =>
  [...new Set(revisions)].flatMap((revision) => {
    const recordedAt = history.origins.recordedAt(revision)
    return recordedAt === undefined ? [] : [{ revision, recordedAt }]
  })

/** Items in a row for which a test holds; items it does not apply to are skipped. */
export const runsOf = <A>(
  items: ReadonlyArray<A>,
  holds: (item: A) => boolean | null,
): ReadonlyArray<ReadonlyNonEmptyArray<A>> => {
  const runs: Array<NonEmptyArray<A>> = []
  let run: NonEmptyArray<A> | null = null
  for (const item of items) {
    const does = holds(item)
    if (does === null) continue
    if (!does) run = null
    else if (run === null) runs.push((run = [item]))
    else run.push(item)
  }
  return runs
}
