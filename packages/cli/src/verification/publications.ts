import { digestAt, type MerkleTree } from '@kpi-ledger/core/proofs'
import {
  checkPublication,
  publicationsIn,
  recomputedDigest,
  type History,
  type Publication,
  type PublicationClaim,
  type Recomputed,
} from '@kpi-ledger/projections'
import { holding, type Step } from './verdict'

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

/** Checks the publications of a contract: one step, up to the first that fails. */
export const checkPublications = (
  path: string,
  stream: string,
  history: History | undefined,
  log: MerkleTree,
): ReadonlyArray<Step> => {
  if (history === undefined) return []
  const publications = publicationsIn(history)
  if (publications.length === 0) return []
  const claim = `what was published in ${stream} (${publications.length}) recomputes to its digests and roots`
  for (const published of publications) {
    const scorecardDigest = recomputedDigest(history, published)
    const denial = whyNotHeld(published, { scorecardDigest, root: rootOf(log)(published.size) })
    if (denial !== null) return [{ claim, denial: `${path}: ${denial}` }]
  }
  return [holding(claim)]
}
