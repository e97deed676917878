import type { RecordedEvent } from '@kpi-ledger/core'
import type { Answer } from '../commands/answer'
import { toCsv } from './csv'
import { eventsJson } from './events'
import { eventInWords } from './proofs'
import { emphasis, visible, type Terminal } from './terminal'
import { periodInWords } from './words'

type PublicationEvent = Extract<RecordedEvent, { readonly type: 'ScorecardPublished' }>

const inWords = (event: PublicationEvent, terminal: Terminal): string => {
  const { data, metadata } = event
  const by = metadata?.actor === undefined ? '' : ` by ${visible(metadata.actor)}`
  return [
    emphasis(terminal)(
      `published${by}: the scorecard of ${periodInWords(data.period)} under ${data.regime}`,
    ),
    `scorecard digest  ${data.scorecardDigest}`,
    `root              ${data.root}`,
    `size              ${data.size}`,
    `event             ${eventInWords(event)}`,
  ].join('\n')
}

/** The publications among some events, ready to be printed. */
export const publicationAnswer = (events: ReadonlyArray<RecordedEvent>): Answer => {
  const publications = events.filter((event) => event.type === 'ScorecardPublished')
  return {
    table: (terminal) => publications.map((each) => inWords(each, terminal)).join('\n\n'),
    json: () => eventsJson(publications),
    csv: () =>
      toCsv(
        [
          ...['stream', 'revision', 'recordedAt', 'actor', 'period', 'regime'],
          ...['scorecardDigest', 'size', 'root', 'id'],
        ],
        publications.map(({ stream, revision, recordedAt, metadata, data, id }) => ({
          ...{ stream, revision, recordedAt, ...data, id },
          actor: metadata?.actor ?? null,
        })),
      ),
  }
}
