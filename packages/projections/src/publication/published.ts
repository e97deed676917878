import type { EventData, History } from '@kpi-ledger/core'
import { keptOf, type Entry } from '@kpi-ledger/core/unstable'

/** A scorecard signed off, with when it was recorded (M25). */
export interface Publication extends Entry, EventData<'ScorecardPublished'> {}

/** A contract's publications, in recorded order. */
export const publicationsIn = (history: History): ReadonlyArray<Publication> =>
  keptOf(history, 'ScorecardPublished').map(({ revision, recordedAt, data }) => ({
    revision,
    recordedAt,
    ...data,
  }))
