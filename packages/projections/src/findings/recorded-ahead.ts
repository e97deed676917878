import { invariant, type Entry } from '@kpi-ledger/core/unstable'
import { drawnFrom } from '../history/as-at'
import { found, type FindingContext } from './context'
import type { Finding } from './finding'

/**
 * Events recorded as at an instant later than the one of asking (M20): one finding for each such
 * instant, for an event dated ahead gives its instant to those after it. What was withdrawn is named
 * too: it stays in the ledger, and so does its instant.
 */
export const recordedAhead = (context: FindingContext, now: string): ReadonlyArray<Finding> => {
  const { history } = context.question
  const ahead = new Map<string, Array<Entry>>()
  const size = drawnFrom(history, context.asAt)
  for (let revision = history.origins.recordedBy(now); revision < size; revision++) {
    const recordedAt = history.origins.recordedAt(revision)
    invariant(recordedAt !== undefined, `revision ${revision} has no origin`)
    const entries = ahead.get(recordedAt) ?? []
    entries.push({ revision, recordedAt })
    ahead.set(recordedAt, entries)
  }
  return [...ahead].map(([recordedAt, entries]) => {
    const sentence = `recorded as at ${recordedAt}, which is still to come`
    return found(
      context,
      'recorded-ahead',
      { kpi: null, period: null, regime: null, sentence },
      entries,
    )
  })
}
