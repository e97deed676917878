import type { Entry } from '@kpi-ledger/core/unstable'
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
  const clock = Date.parse(now)
  const ahead = new Map<string, Array<Entry>>()
  for (const [revision, { recordedAt }] of history.origins
    .slice(0, drawnFrom(history, context.asAt))
    .entries())
    if (Date.parse(recordedAt) > clock) {
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
