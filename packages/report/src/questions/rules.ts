import { codeInWords, counted, shortMonthName } from '@kpi-ledger/core/unstable'
import type { KPIInWords, RegimeInWords, Rules } from '@kpi-ledger/projections'
import { dataOf, facts, paragraph, type Block, type Document } from '../document/document'
import type { Records } from '../document/records'
import { cells, column, headingRow, type Row } from '../document/table'
import { period, reference, text } from '../document/value'
import { monthInWords } from '../words/period'
import { bandsInWords, regimeHeading } from './ratings-made'

const measured = ({ frequency, unit, accumulation, ratedTo }: KPIInWords['definition']): string =>
  [
    codeInWords(frequency),
    unit,
    ...(accumulation === 'in-period' ? [] : [accumulation]),
    ...(ratedTo === null ? [] : [`rated to ${counted(ratedTo, 'decimal')}`]),
  ].join(', ')

const lifeOf = ({ retiredFrom, definition: { succeeds } }: KPIInWords): ReadonlyArray<string> => [
  ...(succeeds.length === 0 ? [] : [`took over from ${succeeds.join(', ')}`]),
  ...(retiredFrom === null ? [] : [`retired from ${monthInWords(retiredFrom)}`]),
]

const rowsOf = (kpi: KPIInWords): ReadonlyArray<Row> =>
  kpi.statements.map(({ effectiveFrom, inWords }, place) =>
    cells(
      {
        ...(place === 0
          ? {
              kpi: reference(kpi.kpi),
              description: text(`${kpi.definition.description} (${measured(kpi.definition)})`),
            }
          : {}),
        from: period(effectiveFrom, 1),
        target: text(inWords),
      },
      place === kpi.statements.length - 1
        ? lifeOf(kpi).map((note) => ({ group: null, text: note }))
        : [],
    ),
  )

const areasOf = ({ kpis }: RegimeInWords): ReadonlyArray<Row> =>
  [...new Set(kpis.map(({ definition }) => definition.serviceArea))].flatMap((area) => [
    headingRow(area),
    ...kpis.filter(({ definition }) => definition.serviceArea === area).flatMap(rowsOf),
  ])

/** A regime in words: its bands, then its KPIs and their targets (M31). */
export const regimeBlocks = (regime: RegimeInWords): ReadonlyArray<Block> => [
  regimeHeading(regime),
  ...bandsInWords(regime),
  {
    kind: 'table',
    columns: [
      column('kpi', 'KPI'),
      column('description', 'Description'),
      column('from', 'From'),
      column('target', 'Target'),
    ],
    rows: areasOf(regime),
    empty: 'No KPI has a target under this regime.',
  },
]

const recordsOf = ({ contract, regimes }: Rules): Records => ({
  fields: [
    ...['contract', 'regime', 'kpi', 'description', 'serviceArea', 'frequency', 'unit'],
    ...['accumulation', 'effectiveFrom', 'target', 'retiredFrom', 'carriedOverTo', 'event'],
  ],
  rows: regimes.flatMap(({ regime, kpis }) =>
    kpis.flatMap(({ kpi, definition, statements, retiredFrom, carriedOverTo }) =>
      statements.map(({ effectiveFrom, inWords, event }) => ({
        ...{ contract, regime, kpi, description: definition.description },
        ...{ serviceArea: definition.serviceArea, frequency: definition.frequency },
        ...{ unit: definition.unit, accumulation: definition.accumulation },
        ...{ effectiveFrom, target: inWords, retiredFrom, carriedOverTo, event },
      })),
    ),
  ),
})

/** A contract's rules, regime by regime: its bands, then its KPIs. One record per target (M31). */
export const rulesDocument = (rules: Rules): Document => {
  const { contract, title, authority, supplier, yearStart, regimes, asAt } = rules
  return {
    title: `${title} (${contract})`,
    verdict: null,
    blocks: [
      facts(
        ['Authority', text(authority)],
        ['Supplier', text(supplier)],
        ['Financial year from', text(shortMonthName(yearStart))],
      ),
      ...(regimes.length === 0
        ? [paragraph('No regime has been adopted.')]
        : regimes.flatMap(regimeBlocks)),
    ],
    provenance: { contract, asAt, ledger: null },
    data: dataOf(rules),
    records: recordsOf(rules),
  }
}
