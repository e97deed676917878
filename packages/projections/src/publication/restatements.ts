import type { History } from '@kpi-ledger/core'
import { readPeriod } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import { now, publicationKnown, type AsAt } from '../history/as-at'
import type { LedgerState } from '../history/ledger-state'
import { publicationsIn, type Publication } from './published'
import type { QueryError } from '../history/query-error'
import { ask, type Question } from '../history/question'
import { referencesTo } from '../history/reference'
import { checkPublication, coveredBy, recomputedDigest, type PublicationCheck } from './check'
import { publishedColumn, restatementOf, type Restatement } from './restated-cell'

/** A scorecard that was signed off, and what became of it. */
export interface PublishedScorecard {
  /** The revision of the publication. */
  readonly revision: number
  /** The id of the publication. */
  readonly id: string
  /** When it was signed off. */
  readonly recordedAt: string
  /** Who signed it off; null if the event names nobody. */
  readonly actor: string | null
  /** The period as the ledger writes it (M1): `2016-06`, `FY2016-Q1`. */
  readonly period: string
  /** The regime it was rated under. */
  readonly regime: string
  /** Size and root of the ledger just before it, as recorded. */
  readonly size: number
  /** The root of the ledger just before it, as recorded. */
  readonly root: string
  /** Number of the published form (M25). */
  readonly form: number
  /** The digest that was signed. */
  readonly scorecardDigest: string
  /** The digest recomputed from its `size` events; null if they produce no such scorecard. */
  readonly recomputed: string | null
  /** Whether the recomputed digest is the one that was signed. */
  readonly recomputes: boolean
  /** In the order of the KPIs. */
  readonly restatements: ReadonlyArray<Restatement>
}

/** All scorecards of a contract that were signed off, in recorded order. */
export interface Publications {
  /** The id of the contract. */
  readonly contract: string
  /** The point in time as of which it is answered (M21). */
  readonly asAt: AsAt
  /** The scorecards that were signed off, in recorded order. */
  readonly publications: ReadonlyArray<PublishedScorecard>
}

/** The cells of a publication that are different, as far as is known to the question (M26). */
export const restatementsOf = (
  asked: Question,
  publication: Publication,
): ReadonlyArray<Restatement> => {
  const { period, regime } = publication
  const size = coveredBy(publication)
  const published = publishedColumn(asked, { period: readPeriod(period), regime, size })
  return [...asked.history.rules.kpis.values()].flatMap((kpi) => {
    const restated = restatementOf(published, kpi)
    return restated === null ? [] : [restated]
  })
}

const publishedOf =
  (asked: Question) =>
  (publication: Publication): ReadonlyArray<PublishedScorecard> => {
    const { history } = asked
    const { period, regime, size, root, form, scorecardDigest } = publication
    const recomputed = recomputedDigest(history, publication)
    return referencesTo(history, [publication]).map(({ revision, id, recordedAt, actor }) => ({
      ...{ revision, id, recordedAt, actor, period, regime, size, root, form, scorecardDigest },
      recomputed,
      recomputes: recomputed === scorecardDigest,
      restatements: restatementsOf(asked, publication),
    }))
  }

/**
 * All publications of a contract: whether each still recomputes to its digest from the events it
 * was published from (M25), and the published cells that differ now, with the events that caused
 * it: corrections, late actuals, retroactive targets, definitions and retirements (M26). A later
 * note restates nothing. `asAt` asks what had become of them by then; what was published counts as
 * known. Fails if there is no such contract or revision.
 */
export const restatements = (
  history: History,
  { asAt = now }: { readonly asAt?: AsAt } = {},
): E.Either<QueryError, Publications> =>
  E.map((asked: Question) => ({
    contract: asked.contract.contract,
    asAt,
    publications: publicationsIn(history)
      .filter(publicationKnown(asAt))
      .flatMap(publishedOf(asked)),
  }))(ask(history, asAt))

/** A scorecard that was signed off, in the wire format: with whether it holds against the log. */
export interface PublishedScorecardJson extends PublishedScorecard, PublicationCheck {}

/**
 * The publications in the wire format: with the size and root of the events they were drawn from.
 */
export interface PublicationsJson extends Publications {
  /** The size and root of the events it was drawn from (M27). */
  readonly ledger: LedgerState
  /** The scorecards that were signed off, in recorded order. */
  readonly publications: ReadonlyArray<PublishedScorecardJson>
}

/**
 * The publications in the wire format: with the ledger they were drawn from, and whether each holds
 * against the log; `rootAt` gives the root of the first events, null beyond the end.
 */
export const publicationsJson = (
  { contract, asAt, publications }: Publications,
  { size, root }: LedgerState,
  rootAt: (size: number) => string | null,
): PublicationsJson => ({
  contract,
  asAt,
  ledger: { size, root },
  publications: publications.map(({ restatements: restated, ...published }) => ({
    ...published,
    ...checkPublication(published, {
      scorecardDigest: published.recomputed,
      root: rootAt(published.size),
    }),
    restatements: restated,
  })),
})
