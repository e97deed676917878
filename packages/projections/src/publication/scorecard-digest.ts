import { jsonDigest } from '@kpi-ledger/core/unstable'
import type { Scorecard } from '../scorecard/scorecard'

/**
 * The digest a publication signs: SHA-256 of the canonical JSON of a scorecard, less `asAt` and
 * `ledger` (M25). They say where it was drawn from, not what it says.
 */
export const scorecardDigest = ({
  contract,
  title,
  regime,
  periods,
  serviceAreas,
  notes,
  summary,
}: Omit<Scorecard, 'asAt'>): string =>
  jsonDigest({ contract, title, regime, periods, serviceAreas, notes, summary })
