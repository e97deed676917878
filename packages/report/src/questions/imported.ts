import { noProvenance, type Document } from '../document/document'
import { cells, column } from '../document/table'
import { count, reference } from '../document/value'

/**
 * The result of an import for one stream: how many of its events are new, and how many already
 * existed.
 */
export interface ImportedEvents {
  /** Name of the stream. */
  readonly stream: string
  /** Number of events that are new. */
  readonly added: number
  /** Number of events that already existed. */
  readonly known: number
}

/** The result of an import, stream by stream. One record per stream. */
export const importDocument = (streams: ReadonlyArray<ImportedEvents>): Document => ({
  title: '',
  verdict: null,
  blocks: [
    {
      kind: 'table',
      columns: [
        column('stream', 'Stream'),
        column('added', 'Events added'),
        column('known', 'Already there'),
      ],
      rows: streams.map(({ stream, added, known }) =>
        cells({ stream: reference(stream), added: count(added), known: count(known) }),
      ),
      empty: 'There were no events to import.',
    },
  ],
  provenance: noProvenance,
  data: { kind: 'list', items: streams },
  records: {
    fields: ['stream', 'added', 'known'],
    rows: streams.map(({ stream, added, known }) => ({ stream, added, known })),
  },
})
