import { formatMonth, lastMonth, readPeriod } from '@kpi-ledger/core/unstable'
import type { KPIInWords, Rules, YearGrid } from '@kpi-ledger/projections'
import { paragraph, type Block } from '../document/document'
import { cells, column, type CellsRow } from '../document/table'
import { kpiReference, period as periodOf, text } from '../document/value'

/** A KPI's targets revised in one of some months, with those they replaced. */
const rowsOf = (
  { kpi, definition, statements }: KPIInWords,
  months: ReadonlyArray<string>,
): ReadonlyArray<CellsRow> =>
  statements.flatMap(({ effectiveFrom, inWords }, place) => {
    const before = statements[place - 1]
    return before === undefined || !months.includes(effectiveFrom)
      ? []
      : [
          cells({
            kpi: kpiReference(kpi),
            description: text(definition.description),
            from: periodOf(effectiveFrom, 1),
            before: text(before.inWords),
            target: text(inWords),
          }),
        ]
  })

/**
 * The targets that changed within the year of a report, from its second month on, up to its period:
 * they may change a rating although the figure stays the same (M6).
 */
export const changedTargets = (
  { regimes, yearStart }: Rules,
  { periods }: YearGrid,
  period: string,
): ReadonlyArray<Block> => {
  const last = formatMonth(lastMonth(readPeriod(period), yearStart))
  const months = periods.slice(1).filter((month) => month <= last)
  const rows = regimes.flatMap(({ kpis }) => kpis.flatMap((kpi) => rowsOf(kpi, months)))
  if (rows.length === 0) return [paragraph('No target was changed within the year.')]
  return [
    paragraph('Targets that changed within the year:'),
    {
      kind: 'table',
      columns: [
        column('kpi', 'KPI'),
        column('description', 'Description'),
        column('from', 'From'),
        column('before', 'Before'),
        column('target', 'Target'),
      ],
      rows,
      empty: '',
    },
  ]
}
