import { codeInWords, outcomeInWords } from '@kpi-ledger/core/unstable'
import type { Scorecard } from '@kpi-ledger/projections'
import type { Block } from '../document/document'
import { cells, column } from '../document/table'
import { kpiReference, missing, period, text } from '../document/value'
import { wordShown } from './not-recorded'

/** The cells of a scorecard that are not rated, with what was returned and why. */
export const notMeasuredBlocks = (card: Scorecard, yearStart: number): ReadonlyArray<Block> => [
  {
    kind: 'table',
    columns: [
      column('kpi', 'KPI'),
      column('description', 'Description'),
      ...(card.periods.length > 1 ? [column('period', 'Period')] : []),
      column('rating', 'Rating'),
      column('why', 'Why'),
      column('returned', 'Returned'),
    ],
    rows: card.serviceAreas.flatMap(({ kpis }) =>
      kpis.flatMap(({ kpi, description, cells: all }) =>
        all.flatMap((cell) =>
          cell === null || cell.reason === null
            ? []
            : [
                cells({
                  kpi: kpiReference(kpi),
                  description: text(description),
                  period: period(cell.period, yearStart),
                  rating: wordShown(cell, card),
                  why: text(codeInWords(cell.reason)),
                  returned: cell.outcome === null ? missing : text(outcomeInWords(cell.outcome)),
                }),
              ],
        ),
      ),
    ),
    empty: 'Every KPI is rated.',
  },
]
