import { codeInWords, outcomeInWords } from '@kpi-ledger/core/unstable'
import type { Cell, Scorecard } from '@kpi-ledger/projections'
import type { Block } from '../document/document'
import { cells, column } from '../document/table'
import { kpiReference, period, text } from '../document/value'
import { wordShown } from './not-recorded'

/** Why a cell is not rated, and what was returned if that says more. */
const whyOf = ({ outcome }: Cell, reason: string): string => {
  const why = codeInWords(reason)
  const returned = outcome === null ? '' : outcomeInWords(outcome)
  return returned === '' || returned.toLowerCase() === why.toLowerCase()
    ? why
    : `${why}: "${returned}"`
}

/** The cells of a scorecard that are not rated: why, what was returned, and the notes on them. */
export const notMeasuredBlocks = (card: Scorecard, yearStart: number): ReadonlyArray<Block> => [
  {
    kind: 'table',
    columns: [
      column('kpi', 'KPI'),
      column('description', 'Description'),
      ...(card.periods.length > 1 ? [column('period', 'Period')] : []),
      column('rating', 'Rating'),
      column('why', 'Why'),
    ],
    rows: card.serviceAreas.flatMap(({ kpis }) =>
      kpis.flatMap(({ kpi, description, cells: all }) =>
        all.flatMap((cell) =>
          cell === null || cell.reason === null
            ? []
            : [
                cells(
                  {
                    kpi: kpiReference(kpi),
                    description: text(description),
                    period: period(cell.period, yearStart),
                    rating: wordShown(cell, card),
                    why: text(whyOf(cell, cell.reason)),
                  },
                  cell.notes.map((note) => ({ group: null, text: note })),
                ),
              ],
        ),
      ),
    ),
    empty: 'Every KPI is rated.',
  },
]
