import type { History } from '@kpi-ledger/core'
import type { MerkleEdge } from '@kpi-ledger/core/proofs'
import { readPeriod, toHex } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import { now } from '../history/as-at'
import { type Publication } from './published'
import { scorecard } from '../scorecard/scorecard'
import { scorecardDigest } from './scorecard-digest'

/** Number of events a publication says it was drawn from. */
export const coveredBy = ({ size, revision }: Publication): number => Math.min(size, revision)

/**
 * The digest of a published scorecard, recomputed from the events it was published from (M25); null
 * if they give no such scorecard.
 */
export const recomputedDigest = (history: History, publication: Publication): string | null => {
  const { period, regime } = publication
  const asAt = { ...now, revision: coveredBy(publication) - 1 }
  const card = scorecard(history, { periods: [readPeriod(period)], regime, asAt })
  return E.isLeft(card) ? null : scorecardDigest(card.right)
}

/** A claim of a publication about the events before it. */
export type PublicationClaim = 'size' | 'root' | 'scorecardDigest'

/** The values recomputed from the events to check a publication against; null if they give none. */
export interface Recomputed {
  /** The digest of the scorecard. */
  readonly scorecardDigest: string | null
  /** Root of the log's first `size` events. */
  readonly root: string | null
}

/**
 * What the events before a publication give, by the log of those events; the history may already have
 * more (M25).
 */
export const recomputedBefore = (
  history: History,
  publication: Publication,
  before: MerkleEdge,
): Recomputed => ({
  scorecardDigest: recomputedDigest(history, publication),
  root: publication.size === before.size ? toHex(before.root()) : null,
})

/** Whether a publication holds, and which of its claims fail. */
export interface PublicationCheck {
  /** Whether every claim is true. */
  readonly holds: boolean
  /** The claims that are false. */
  readonly failing: ReadonlyArray<PublicationClaim>
}

/**
 * Checks a publication against its events: its size must be that of the ledger just before it, and
 * its root and digest those of that many events (M25).
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
