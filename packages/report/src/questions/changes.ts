import type { Explanation, PublicationCheck, PublishedScorecard } from '@kpi-ledger/projections'
import { paragraph, type Block } from '../document/document'
import { cells, column, headingRow, stackable, type Row } from '../document/table'
import { events, instant, text } from '../document/value'
import { periodTextInWords } from '../words/period'
import { sourceInWords } from './source-event'
import { restatedBlocks } from './restatements'

/** The events behind a corrected figure or a decided rating, in recorded order. */
const rowsOf = (explained: Explanation, yearStart: number): ReadonlyArray<Row> => [
  headingRow(
    `${explained.kpi} ${explained.description}, ${periodTextInWords(explained.period, yearStart)}`,
  ),
  ...explained.events
    .filter(({ gave }) => gave === 'actual' || gave === 'decision')
    .map((event) =>
      cells({
        event: events(event.revision),
        recordedAt: instant(event.recordedAt),
        actor: text(event.actor ?? 'not given'),
        what: text(sourceInWords(event, explained, yearStart)),
      }),
    ),
]

/** What was corrected or decided on a scorecard, and what was restated since it was signed off. */
export const changesBlocks = (
  changed: ReadonlyArray<Explanation>,
  publications: ReadonlyArray<PublishedScorecard & PublicationCheck>,
  yearStart: number,
): ReadonlyArray<Block> => [
  {
    kind: 'table',
    columns: [
      column('event', 'Rev.'),
      ...stackable('recorded', ['recordedAt', 'Recorded at'], ['actor', 'By']),
      column('what', 'What'),
    ],
    rows: changed.flatMap((explained) => rowsOf(explained, yearStart)),
    empty: 'No figure was corrected, and no rating decided.',
  },
  ...(publications.length === 0
    ? [paragraph('This scorecard has not been signed off.')]
    : publications.flatMap((published) => restatedBlocks(published, yearStart))),
]
