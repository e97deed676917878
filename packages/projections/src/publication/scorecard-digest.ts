import { jsonDigest } from '@kpi-ledger/core/unstable'
import type { Scorecard } from '../scorecard/scorecard'
import { publishedForm } from './published-form'

/** The digest a publication signs: SHA-256 of the canonical JSON of its published form (M25). */
export const scorecardDigest = (card: Omit<Scorecard, 'asAt'>): string =>
  jsonDigest(publishedForm(card))
