import { formatPeriod, type History, type Metadata, type Period } from '@kpi-ledger/core'
import type { CommandOf, Sentences } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import { now } from '../history/as-at'
import type { LedgerState } from '../history/ledger-state'
import type { QueryError } from '../history/query-error'
import { ask, regimeOf } from '../history/question'
import { scorecard } from '../scorecard/scorecard'
import { scorecardDigest } from './scorecard-digest'

/** Which scorecard to sign off. */
export interface PublicationQuery {
  readonly period: Period
  /** The regime it is rated under; by default the one in effect in the period. */
  readonly regime?: string
  /** Size and root of the contract's log: the events to draw it from. */
  readonly ledger: LedgerState
  /** Who signs it off, and why. */
  readonly metadata?: Metadata
}

/** Why a scorecard cannot be published. */
export type PublicationError =
  Exclude<QueryError, { readonly _tag: 'NoRegimeToRateBy' }> | Unpublishable

type Unpublishable =
  | { readonly _tag: 'NothingToPublish'; readonly period: string; readonly regime: string }
  | { readonly _tag: 'NoRegimeToPublishUnder'; readonly period: string }

export const unpublishableSentences: Sentences<Unpublishable> = {
  NothingToPublish: ({ period, regime }) =>
    `there is nothing to publish: no KPI is on the scorecard of ${period} under regime "${regime}"`,
  NoRegimeToPublishUnder: ({ period }) =>
    `there is nothing to publish: no regime is in effect in ${period}`,
}

/** A scorecard to be signed off is rated by the regime in effect, and by no other. */
const ofPublication = (error: QueryError): PublicationError =>
  error._tag === 'NoRegimeToRateBy'
    ? { _tag: 'NoRegimeToPublishUnder', period: error.period }
    : error

/**
 * The command that publishes a contract's scorecard for a period (M25), with its digest, drawn from
 * the first `ledger.size` events only. Fails like a scorecard, if no regime is in effect in the
 * period, or if no KPI is on that scorecard.
 */
export const publish = (
  history: History,
  { period, regime, ledger, metadata }: PublicationQuery,
): E.Either<PublicationError, CommandOf<'PublishScorecard'>> => {
  const asAt = { ...now, revision: ledger.size - 1 }
  const question = ask(history, asAt)
  if (E.isLeft(question)) return E.left(ofPublication(question.left))
  const inEffect = regimeOf(question.right, period)
  if (E.isLeft(inEffect)) return E.left(ofPublication(inEffect.left))
  const named = regime ?? inEffect.right.regime
  const card = scorecard(history, { periods: [period], regime: named, asAt })
  if (E.isLeft(card)) return E.left(ofPublication(card.left))
  if (card.right.serviceAreas.length === 0)
    return E.left({ _tag: 'NothingToPublish', period: formatPeriod(period), regime: named })
  return E.right({
    type: 'PublishScorecard',
    contract: card.right.contract,
    regime: named,
    period: formatPeriod(period),
    form: 1,
    scorecardDigest: scorecardDigest(card.right),
    size: ledger.size,
    root: ledger.root,
    ...(metadata === undefined ? {} : { metadata }),
  })
}
