import { formatPeriod, type History, type Metadata, type Period } from '@kpi-ledger/core'
import {
  formatMonth,
  isDue,
  lastMonth,
  type PublishScorecard,
  type Sentences,
} from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import { now } from '../history/as-at'
import type { LedgerState } from '../history/ledger-state'
import type { QueryError } from '../history/query-error'
import { ask, regimeOf } from '../history/question'
import { scorecard, type Scorecard } from '../scorecard/scorecard'
import type { PeriodSummary } from '../scorecard/summary'
import { publicationsIn } from './published'
import { publishedForm } from './published-form'
import { scorecardDigest } from './scorecard-digest'

/** Which scorecard to sign off. */
export interface PublicationQuery {
  /** The period of the scorecard. */
  readonly period: Period
  /** Size and root of the contract's log: the events to draw it from. */
  readonly ledger: LedgerState
  /** The current instant: the period has to be over by then, in UTC. */
  readonly at: string
  /** Who signs it off, which `actor` has to say, and why. */
  readonly metadata?: Metadata
  /** Whether to publish it although KPIs are due that have no outcome. */
  readonly incomplete?: boolean
  /** Whether to publish it although it was published before under the same regime. */
  readonly again?: boolean
}

/** A scorecard ready to be signed off. */
export interface Signing {
  /** What records it; see `ledger.publish` of `@kpi-ledger/ledger`, which does. */
  readonly command: PublishScorecard
  /** How many KPIs of it have each rating and each grade. */
  readonly summary: PeriodSummary
}

/** Why a scorecard cannot be published. */
export type PublicationError =
  Exclude<QueryError, { readonly _tag: 'NoRegimeToRateBy' }> | Unpublishable

type Unpublishable =
  | { readonly _tag: 'NothingToPublish'; readonly period: string; readonly regime: string }
  | { readonly _tag: 'NoRegimeToPublishUnder'; readonly period: string }
  | { readonly _tag: 'NobodySigns' }
  | { readonly _tag: 'PeriodNotOver'; readonly period: string; readonly at: string }
  | NotConfirmed

/** A publication that has to be confirmed, because of one of these or both. */
interface NotConfirmed {
  readonly _tag: 'NotConfirmed'
  readonly period: string
  readonly regime: string
  /** The KPIs that are due and have no outcome, unless that was confirmed. */
  readonly incomplete: ReadonlyArray<string>
  /** The publication before it, unless another one was confirmed. */
  readonly before: { readonly revision: number; readonly recordedAt: string } | null
}

/** The sentence for each reason why a scorecard cannot be published. */
export const unpublishableSentences: Sentences<Unpublishable> = {
  NothingToPublish: ({ period, regime }) =>
    `there is nothing to publish: no KPI is on the scorecard of ${period} under regime "${regime}"`,
  NoRegimeToPublishUnder: ({ period }) =>
    `there is nothing to publish: no regime is in effect in ${period}`,
  NobodySigns: () => 'specify the actor: a scorecard must be signed off by someone',
  PeriodNotOver: ({ period, at }) =>
    `${period} is not over yet: a scorecard is published after its period, and it is now ${at}`,
  NotConfirmed: ({ period, regime, incomplete, before }) =>
    [
      ...(incomplete.length === 0
        ? []
        : [
            `no outcome is recorded for ${incomplete.join(', ')}, due in ${period}: record them, or specify "incomplete" to publish without them`,
          ]),
      ...(before === null
        ? []
        : [
            `${period} was published under "${regime}" before, at revision ${before.revision} (${before.recordedAt}): specify "again" to publish it again`,
          ]),
    ].join('; '),
}

/** A scorecard to be signed off is rated by the regime in effect, and by no other. */
const ofPublication = (error: QueryError | Unpublishable): PublicationError =>
  error._tag === 'NoRegimeToRateBy'
    ? { _tag: 'NoRegimeToPublishUnder', period: error.period }
    : error

const signing = (
  history: History,
  { period, ledger, at, metadata, incomplete = false, again = false }: PublicationQuery,
): E.Either<QueryError | Unpublishable, Signing> => {
  const asAt = { ...now, revision: ledger.size - 1 }
  const question = ask(history, asAt)
  if (E.isLeft(question)) return question
  if (metadata?.actor === undefined) return E.left({ _tag: 'NobodySigns' })
  const named = formatPeriod(period)
  const inEffect = regimeOf(question.right, period)
  if (E.isLeft(inEffect)) return inEffect
  const { regime } = inEffect.right
  const { contract, yearStart } = question.right.contract
  const last = lastMonth(period, yearStart)
  if (formatMonth(last) >= at.slice(0, 7))
    return E.left({ _tag: 'PeriodNotOver', period: named, at })

  return E.chain((card: Scorecard): E.Either<QueryError | Unpublishable, Signing> => {
    const [summary] = card.serviceAreas.length === 0 ? [] : card.summary
    if (summary === undefined) return E.left({ _tag: 'NothingToPublish', period: named, regime })
    const missing = publishedForm(card)
      .cells.filter((cell) => cell.outcome === null && isDue(cell, last, yearStart))
      .map(({ kpi }) => kpi)
    const published = publicationsIn(history).findLast(
      (each) => each.period === named && each.regime === regime && each.revision < ledger.size,
    )
    const before =
      again || published === undefined
        ? null
        : { revision: published.revision, recordedAt: published.recordedAt }
    const unconfirmed = { incomplete: incomplete ? [] : missing, before }
    if (unconfirmed.incomplete.length > 0 || before !== null)
      return E.left({ _tag: 'NotConfirmed', period: named, regime, ...unconfirmed })
    const command: PublishScorecard = {
      type: 'PublishScorecard',
      contract,
      regime,
      period: named,
      form: 1,
      scorecardDigest: scorecardDigest(card),
      size: ledger.size,
      root: ledger.root,
      ...(missing.length === 0 ? {} : { incomplete: missing }),
      ...(published === undefined ? {} : { again: true }),
      metadata,
    }
    return E.right({ command, summary })
  })(scorecard(history, { periods: [period], regime, asAt }))
}

/**
 * The command that publishes a contract's scorecard for a period under the regime in effect (M25,
 * M25a), with its digest, drawn from the first `ledger.size` events only. Fails like a scorecard; if
 * nobody signs it; if the period is not over; if no regime is in effect in it, or no KPI on its
 * scorecard; and, unless that is confirmed, if KPIs that are due have no outcome, or if it was
 * published before under that regime.
 */
export const publish = (
  history: History,
  query: PublicationQuery,
): E.Either<PublicationError, Signing> => E.mapLeft(ofPublication)(signing(history, query))
