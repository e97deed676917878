import type { RecordedEvent } from '@kpi-ledger/core'
import { toEnvelope } from '@kpi-ledger/core/unstable'
import type { PeriodSummary } from '@kpi-ledger/projections'
import {
  facts,
  heading,
  noProvenance,
  spans,
  type Block,
  type Document,
} from '../document/document'
import { count, reference, text } from '../document/value'
import { citationOf } from '../words/event'
import { periodTextInWords } from '../words/period'

type PublicationEvent = Extract<RecordedEvent, { readonly type: 'ScorecardPublished' }>

const rated = [
  ['good', 'good'],
  ['approaching-target', 'approaching target'],
  ['requires-improvement', 'requires improvement'],
  ['inadequate', 'inadequate'],
] as const

const blocksOf = (
  event: PublicationEvent,
  yearStart: number,
  { grades }: PeriodSummary,
): ReadonlyArray<Block> => {
  const { data, metadata } = event
  const by = metadata?.actor === undefined ? '' : ` by ${metadata.actor}`
  const { incomplete = [], again = false } = data
  const missing = incomplete.length === 0 ? '' : `: ${incomplete.join(', ')}`
  return [
    heading(
      `published${again ? ' again' : ''}${by}: the scorecard of ${periodTextInWords(data.period, yearStart)} under ${data.regime}`,
    ),
    facts(
      ...rated.map(([grade, label]) => [label, count(grades[grade])] as const),
      ['not rated', count(grades.other)],
      ['incomplete', text(`${incomplete.length}${missing}`)],
      ['scorecard digest', reference(data.scorecardDigest)],
      ['root', reference(data.root)],
      ['size', count(data.size)],
      ['event', text(citationOf(event))],
    ),
  ]
}

/**
 * A newly signed-off scorecard (M25) of a contract whose year starts in month `yearStart`: how many
 * of its KPIs have each grade, how many are not rated, and which were due but had no outcome
 * (M25a). One record.
 */
export const publicationDocument = (
  events: ReadonlyArray<RecordedEvent>,
  yearStart: number,
  summary: PeriodSummary,
): Document => {
  const publications = events.filter((event) => event.type === 'ScorecardPublished')
  return {
    title: '',
    verdict: null,
    blocks: [
      ...publications.flatMap((event) => blocksOf(event, yearStart, summary)),
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
        ...['scorecardDigest', 'size', 'root', 'id', 'incomplete', 'again'],
        ...rated.map(([grade]) => grade),
        'notRated',
      ],
      rows: publications.map(({ stream, revision, recordedAt, metadata, data, id }) => ({
        ...{ stream, revision, recordedAt, id, actor: metadata?.actor ?? null },
        period: data.period,
        regime: data.regime,
        scorecardDigest: data.scorecardDigest,
        size: data.size,
        root: data.root,
        incomplete: data.incomplete?.join(' ') ?? null,
        again: data.again ?? false,
        ...Object.fromEntries(rated.map(([grade]) => [grade, summary.grades[grade]])),
        notRated: summary.grades.other,
      })),
    },
  }
}
