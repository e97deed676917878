import type { RecordedEvent } from '@kpi-ledger/core'
import { digestAt, type MerkleEdge, type MerkleTree } from '@kpi-ledger/core/proofs'
import {
  checkPublication,
  recomputedBefore,
  type History,
  type Publication,
  type PublicationClaim,
  type Recomputed,
} from '@kpi-ledger/projections'
import type { Step } from './verdict'

/** The claims of a publication. */
type Published = Omit<Publication, 'recordedAt'>

/** The root of a log's first events; null beyond the end. */
export const rootOf =
  (log: MerkleTree) =>
  (size: number): string | null =>
    digestAt('', log, size)?.root ?? null

const failure = (claim: PublicationClaim, said: Published, found: Recomputed): string => {
  switch (claim) {
    case 'size':
      return `size: expected ${said.size} events before it, got ${said.revision}`
    case 'root':
      return `root of ${said.size} events: expected ${said.root}, got ${found.root ?? 'none'}`
    case 'scorecardDigest':
      return `scorecard digest: expected ${said.scorecardDigest}, got ${found.scorecardDigest ?? 'none'}`
  }
}

/** Why a publication does not hold against its events, in words; null if it does (M25). */
export const whyNotHeld = (said: Published, found: Recomputed): string | null => {
  const { failing } = checkPublication(said, found)
  const failures = failing.map((claim) => failure(claim, said, found))
  return failures.length === 0
    ? null
    : `the scorecard of ${said.period} under ${said.regime}, published at revision ${said.revision}: ${failures.join('; ')}`
}

/** A contract's publications: how many, and why the first that does not hold fails. */
export interface PublishedIn {
  /** Number of publications. */
  readonly count: number
  /** Why the first that does not hold fails; null if all hold. */
  readonly denial: string | null
}

/**
 * Why a publication does not recompute from the events before it; null if it does. `before` is the
 * edge of their log; the history already includes the publication.
 */
export const whyNotRecomputed = (
  history: History,
  { revision, recordedAt, data }: RecordedEvent<'ScorecardPublished'>,
  before: MerkleEdge,
): string | null => {
  const published = { revision, recordedAt, ...data }
  return whyNotHeld(published, recomputedBefore(history, published, before))
}

/** The check of a stream's publications as one step, up to the first that does not hold. */
export const publicationStep = (
  path: string,
  stream: string,
  { count, denial }: PublishedIn,
): Step => ({
  claim: `what was published in ${stream} (${count}) recomputes to its digests and roots`,
  denial: denial === null ? null : `${path}: ${denial}`,
})
