import { codeInWords, counted, outcomeInWords } from '@kpi-ledger/core/unstable'
import type { DueKPI, DueList } from '@kpi-ledger/projections'
import { dataOf, paragraph, spans, type Document } from '../document/document'
import type { Records } from '../document/records'
import { cells, column, headingRow, type Row } from '../document/table'
import { missing, reference, text, type Value } from '../document/value'
import { periodTextInWords } from '../words/period'

const lastOf = ({ lastFigure }: DueKPI, yearStart: number): Value =>
  lastFigure === null
    ? missing
    : text(
        `${outcomeInWords(lastFigure.outcome)} (${periodTextInWords(lastFigure.period, yearStart)})`,
      )

const rowOf = (kpi: DueKPI, yearStart: number): Row =>
  cells({
    kpi: reference(kpi.kpi),
    description: text(kpi.description),
    frequency: text(codeInWords(kpi.frequency)),
    last: lastOf(kpi, yearStart),
  })

/**
 * The heading of a KPI: its owner and service area, or the service area alone if no KPI names an
 * owner.
 */
const headingsOf = (due: ReadonlyArray<DueKPI>): ((kpi: DueKPI) => string) =>
  due.every(({ owner }) => owner === null)
    ? ({ serviceArea }) => serviceArea
    : ({ owner, serviceArea }) => `${owner ?? 'No owner stated'} — ${serviceArea}`

/** The rows grouped by owner, then by service area, each in the order of its first KPI. */
const rowsOf = (due: ReadonlyArray<DueKPI>, yearStart: number): ReadonlyArray<Row> => {
  const headingOf = headingsOf(due)
  const owners = [...new Set(due.map(({ owner }) => owner))]
  const sorted = owners.flatMap((owner) => due.filter((kpi) => kpi.owner === owner))
  return [...new Set(sorted.map(headingOf))].flatMap((heading) => [
    headingRow(heading),
    ...sorted.filter((kpi) => headingOf(kpi) === heading).map((kpi) => rowOf(kpi, yearStart)),
  ])
}

const endOf = ({ period, endedDaysAgo }: DueList, yearStart: number): string =>
  endedDaysAgo < 0
    ? `${periodTextInWords(period, yearStart)} ends in ${counted(-endedDaysAgo, 'day')}.`
    : `${periodTextInWords(period, yearStart)} ended ${counted(endedDaysAgo, 'day')} ago.`

const recordsOf = ({ contract, period, endedDaysAgo, due }: DueList): Records => ({
  fields: [
    ...['contract', 'period', 'endedDaysAgo', 'owner', 'serviceArea', 'kpi', 'description'],
    ...['frequency', 'lastPeriod', 'lastValue', 'lastReason'],
  ],
  rows: due.map(({ kpi, description, serviceArea, owner, frequency, lastFigure }) => {
    const outcome = lastFigure?.outcome
    return {
      ...{ contract, period, endedDaysAgo, owner, serviceArea, kpi, description, frequency },
      lastPeriod: lastFigure?.period ?? null,
      lastValue: outcome?.kind === 'measured' ? outcome.value : null,
      lastReason: outcome?.kind === 'not-measured' ? outcome.reason : null,
    }
  }),
})

/**
 * What is due and not recorded, by owner and service area (M36), of a contract whose year starts in
 * month `yearStart`. One record per KPI.
 */
export const dueDocument = (list: DueList, yearStart: number): Document => {
  const { contract, period, due, of, asAt } = list
  return {
    title: `${contract}: ${due.length} of ${counted(of, 'KPI')} due in ${periodTextInWords(period, yearStart)} not recorded`,
    verdict: null,
    blocks: [
      paragraph(endOf(list, yearStart)),
      ...spans([period, ...due.flatMap(({ lastFigure }) => lastFigure?.period ?? [])], yearStart),
      {
        kind: 'table',
        columns: [
          column('kpi', 'KPI'),
          column('description', 'Description'),
          column('frequency', 'Frequency'),
          column('last', 'Last figure'),
        ],
        rows: rowsOf(due, yearStart),
        empty:
          of === 0 ? 'No KPI is due in this period.' : 'Every KPI that is due has been recorded.',
      },
    ],
    provenance: { contract, asAt, ledger: null },
    data: dataOf(list),
    records: recordsOf(list),
  }
}
