import type { RecordedEvent } from '@kpi-ledger/core'
import { toEnvelope } from '@kpi-ledger/core/unstable'
import {
  facts,
  heading,
  noProvenance,
  spans,
  type Block,
  type Document,
} from '../document/document'
import { count, reference, text } from '../document/value'
import { eventInWords } from '../words/event'
import { periodInWords } from '../words/period'

type PublicationEvent = Extract<RecordedEvent, { readonly type: 'ScorecardPublished' }>

const blocksOf = (event: PublicationEvent, yearStart: number): ReadonlyArray<Block> => {
  const { data, metadata } = event
  const by = metadata?.actor === undefined ? '' : ` by ${metadata.actor}`
  return [
    heading(
      `published${by}: the scorecard of ${periodInWords(data.period, yearStart)} under ${data.regime}`,
    ),
    facts(
      ['scorecard digest', reference(data.scorecardDigest)],
      ['root', reference(data.root)],
      ['size', count(data.size)],
      ['event', text(eventInWords(event))],
    ),
  ]
}

/**
 * Scorecards that were just signed off (M25), of a contract whose year starts in month `yearStart`.
 * One record each.
 */
export const publicationDocument = (
  events: ReadonlyArray<RecordedEvent>,
  yearStart: number,
): Document => {
  const publications = events.filter((event) => event.type === 'ScorecardPublished')
  return {
    title: '',
    verdict: null,
    blocks: [
      ...publications.flatMap((event) => blocksOf(event, yearStart)),
      ...spans(
        publications.map(({ data }) => data.period),
        yearStart,
      ),
    ],
    provenance: noProvenance,
    data: { kind: 'list', items: publications.map(toEnvelope) },
    records: {
      fields: [
        ...['stream', 'revision', 'recordedAt', 'actor', 'period', 'regime'],
        ...['scorecardDigest', 'size', 'root', 'id'],
      ],
      rows: publications.map(({ stream, revision, recordedAt, metadata, data, id }) => ({
        ...{ stream, revision, recordedAt, id, actor: metadata?.actor ?? null },
        period: data.period,
        regime: data.regime,
        scorecardDigest: data.scorecardDigest,
        size: data.size,
        root: data.root,
      })),
    },
  }
}
