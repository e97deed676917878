import { changesInWords } from '@kpi-ledger/core/unstable'
import type {
  Cell,
  PublicationCheck,
  PublicationClaim,
  Publications,
  PublishedScorecard,
  RestatingEvent,
  Restatement,
} from '@kpi-ledger/projections'
import {
  dataOf,
  heading,
  paragraph,
  spans,
  verdict,
  type Block,
  type Document,
} from '../document/document'
import type { Records, Scalar } from '../document/records'
import { cells, column, grouped, type Row } from '../document/table'
import { reference, text, type Value } from '../document/value'
import { instantInWords } from '../words/instant'
import { periodTextInWords } from '../words/period'
import { figureOf, periodsOf, ratingOfCell, targetOf } from './cell'
import type { Drawn } from './drawn'
import { fieldsOfSides, sideFields } from './side-fields'

/** A publication with `denial`: in words, why it does not hold; null if it does (M25). */
export type JudgedPublication = PublishedScorecard &
  PublicationCheck & { readonly denial: string | null }

/** A contract's publications: whether each holds, and what has been restated. */
export type RestatementsAnswer = Drawn<Omit<Publications, 'publications'>> & {
  /** Each publication with its check and what has been restated since. */
  readonly publications: ReadonlyArray<PublishedScorecard & PublicationCheck>
}

const side = (
  name: string,
  cell: Cell | null,
  yearStart: number,
): Readonly<Record<string, Value>> =>
  cell === null
    ? { [`${name}Rating`]: text('not on it') }
    : {
        [`${name}Target`]: targetOf(cell),
        [`${name}Figure`]: figureOf(cell, yearStart),
        [`${name}Rating`]: ratingOfCell(cell),
      }

const eventInWords = (event: RestatingEvent): string => {
  const { revision, recordedAt, type, actor, reason, changes } = event
  const by = actor === null ? '' : ` by ${actor}`
  const changed = changes.length === 0 ? '' : `, which changed ${changesInWords(changes)}`
  return `by event ${revision}, ${type} at ${instantInWords(recordedAt)}${by}${changed}${reason === null ? '' : `; reason: ${reason}`}`
}

const rowOf = (
  { kpi, description, asPublished, now, events }: Restatement,
  yearStart: number,
): Row =>
  cells(
    {
      kpi: reference(kpi),
      description: text(description),
      ...side('was', asPublished, yearStart),
      ...side('now', now, yearStart),
    },
    events.map((event) => ({ group: null, text: eventInWords(event) })),
  )

const columnsOf = (name: string, words: string) =>
  grouped(
    words,
    [`${name}Target`, 'Target'],
    [`${name}Figure`, 'Actual'],
    [`${name}Rating`, 'Rating'],
  )

/** Whether a publication holds; if not, what its cells are compared with instead. */
const standing = ({
  size,
  revision,
  recomputes,
  denial,
  restatements,
}: JudgedPublication): ReadonlyArray<Block> => {
  const unchanged = restatements.length === 0
  if (denial === null)
    return [
      verdict(
        'good',
        'holds',
        `its digest and root are those of the ${size} events before revision ${revision}`,
      ),
      ...(unchanged ? [paragraph('unchanged since')] : []),
    ]
  const lost = unchanged
    ? 'what was published is lost; no later event changed what its events give'
    : 'what was published is lost; below is what its events give, and what has changed it since:'
  return [
    verdict('inadequate', 'does not hold', denial),
    ...(recomputes ? (unchanged ? [paragraph('unchanged since')] : []) : [paragraph(lost)]),
  ]
}

const tableOf = (restatements: ReadonlyArray<Restatement>, yearStart: number): Block => ({
  kind: 'table',
  columns: [
    column('kpi', 'KPI'),
    column('description', 'Description'),
    ...columnsOf('was', 'As published'),
    ...columnsOf('now', 'Now'),
  ],
  rows: restatements.map((each) => rowOf(each, yearStart)),
  empty: '',
})

const blocksOf = (published: JudgedPublication, yearStart: number): ReadonlyArray<Block> => {
  const { period, regime, recordedAt, actor, restatements } = published
  const by = actor === null ? '' : ` by ${actor}`
  return [
    heading(
      `${periodTextInWords(period, yearStart)}, ${regime} — published ${instantInWords(recordedAt)}${by}`,
    ),
    ...standing(published),
    ...(restatements.length === 0 ? [] : [tableOf(restatements, yearStart)]),
  ]
}

const claimInWords: Readonly<Record<PublicationClaim, string>> = {
  size: 'the number of events before it',
  root: 'the proof of those events',
  scorecardDigest: 'the digest of the scorecard',
}

/** Which claims of a publication fail, in words; null if it holds (M25). */
const failureInWords = ({ failing }: PublicationCheck): string | null =>
  failing.length === 0
    ? null
    : `not what its events give: ${failing.map((claim) => claimInWords[claim]).join(', ')}; see restatements for what they give`

/** A signed-off scorecard, whether it holds, and what has been restated since. */
export const restatedBlocks = (
  published: PublishedScorecard & PublicationCheck,
  yearStart: number,
): ReadonlyArray<Block> => blocksOf({ ...published, denial: failureInWords(published) }, yearStart)

/** The periods named where a publication is printed. */
const mentioned = ({ period, restatements }: PublishedScorecard): ReadonlyArray<string> => [
  period,
  ...restatements.flatMap(({ asPublished, now }) => periodsOf([asPublished, now])),
]

const restatedFields = ({ kpi, description, asPublished, now, changed, events }: Restatement) => ({
  kpi,
  description,
  ...sideFields('was', asPublished),
  ...sideFields('now', now),
  changed: changed.join(' '),
  events: events.map(({ revision }) => revision).join(' '),
  by: events.map(({ actor }) => actor ?? '').join('\n'),
  changes: events.map((event) => changesInWords(event.changes)).join('\n'),
  reasons: events.map(({ reason }) => reason ?? '').join('\n'),
})

const recordsOf = ({ contract, publications }: RestatementsAnswer): Records => {
  return {
    fields: [
      ...['contract', 'revision', 'publishedAt', 'publishedBy', 'period', 'regime'],
      ...['holds', 'failing', 'kpi', 'description', ...fieldsOfSides('was', 'now')],
      ...['changed', 'events', 'by', 'changes', 'reasons'],
    ],
    rows: publications.flatMap((published): ReadonlyArray<Readonly<Record<string, Scalar>>> => {
      const { revision, recordedAt, actor, period, regime, holds, failing } = published
      const of = {
        ...{ contract, revision, publishedAt: recordedAt, publishedBy: actor, period, regime },
        holds,
        failing: failing.join(' '),
      }
      return published.restatements.length === 0
        ? [of]
        : published.restatements.map((restated) => ({ ...of, ...restatedFields(restated) }))
    }),
  }
}

/**
 * What was published, whether it holds, and each restated cell with the events that caused it.
 * `whyNot` says why a publication does not hold; null if it does. One record per restated cell, or
 * one per publication without any. The contract's year starts in month `yearStart`.
 */
export const restatementsDocument = (
  answer: RestatementsAnswer,
  whyNot: (published: PublishedScorecard & PublicationCheck) => string | null,
  yearStart: number,
): Document => {
  const { contract, asAt, publications, ledger = null } = answer
  const judged = publications.map((each) => ({ ...each, denial: whyNot(each) }))
  return {
    title: `${contract}: ${publications.length === 0 ? 'nothing has been published' : 'what was published'}`,
    verdict: null,
    blocks: [
      ...judged.flatMap((each) => blocksOf(each, yearStart)),
      ...spans(publications.flatMap(mentioned), yearStart),
    ],
    provenance: { contract, asAt, ledger },
    data: dataOf(answer),
    records: recordsOf(answer),
  }
}
