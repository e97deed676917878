import { parsePeriod, type History } from '@kpi-ledger/core'
import * as E from 'fp-ts/Either'
import { now } from '../history/as-at'
import { type Publication } from './published'
import { scorecard } from '../scorecard/scorecard'
import { scorecardDigest } from './scorecard-digest'

/** How many of the events before it a publication says it was drawn from. */
export const coveredBy = ({ size, revision }: Publication): number => Math.min(size, revision)

/**
 * The digest of a published scorecard, drawn again from the events it was published over (M25);
 * null if they give no such scorecard.
 */
export const recomputedDigest = (history: History, publication: Publication): string | null => {
  const period = parsePeriod(publication.period)
  if (E.isLeft(period)) return null
  const { regime } = publication
  const asAt = { ...now, revision: coveredBy(publication) - 1 }
  const card = scorecard(history, { periods: [period.right], regime, asAt })
  return E.isLeft(card) ? null : scorecardDigest(card.right)
}

/** What a publication claims of the events before it. */
export type PublicationClaim = 'size' | 'root' | 'scorecardDigest'

/** What a publication is held against, drawn from the events; null where they give none. */
export interface Recomputed {
  readonly scorecardDigest: string | null
  /** The root of the log's first `size` events. */
  readonly root: string | null
}

/** Whether a publication holds, and if not, which of its claims do not. */
export interface PublicationCheck {
  readonly holds: boolean
  readonly failing: ReadonlyArray<PublicationClaim>
}

/**
 * Whether a publication is what its events give: its size is that of the ledger just before it,
 * its root and its scorecard's digest are those of that many events (M25).
 */
export const checkPublication = (
  { revision, size, root, scorecardDigest: digest }: Omit<Publication, 'recordedAt'>,
  found: Recomputed,
): PublicationCheck => {
  const holding: Readonly<Record<PublicationClaim, boolean>> = {
    size: size === revision,
    root: root === found.root,
    scorecardDigest: digest === found.scorecardDigest,
  }
  const claims: ReadonlyArray<PublicationClaim> = ['size', 'root', 'scorecardDigest']
  const failing = claims.filter((claim) => !holding[claim])
  return { holds: failing.length === 0, failing }
}
