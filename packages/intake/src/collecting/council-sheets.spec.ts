import type { CellValue, WriteSheet } from 'hucre/xlsx' with { 'resolution-mode': 'import' }
import { givenHistory, psspScheme } from '@kpi-ledger/testing'

const kpi = (name: string, description: string, unit: string, comparator: '>=' | '<=') => ({
  type: 'KPIDefined' as const,
  data: {
    ...{ regime: 'r', kpi: name, description, serviceArea: 'Area', unit },
    ...{ frequency: 'monthly' as const, effectiveFrom: '2016-04' },
    target: { comparator, value: comparator === '>=' ? 90 : 10 },
  },
})

/** A contract that has the KPIs of the sheets below. */
export const council = givenHistory(
  {
    type: 'ContractRegistered',
    data: { contract: 'streets', title: 'Streets', authority: 'A', supplier: 'S', yearStart: 4 },
  },
  {
    type: 'RegimeAdopted',
    data: { regime: 'r', title: 'R', effectiveFrom: '2016-04', scheme: psspScheme },
  },
  kpi('ST1', 'Streets swept on schedule', 'percent', '>='),
  kpi('ST2', 'Days to repair a street light', 'days', '<='),
  kpi('WA1', 'Bins missed', 'count', '<='),
  kpi('WA2', 'Cost of waste disposal', 'pounds', '<='),
)

type Rows = ReadonlyArray<ReadonlyArray<CellValue>>

/** Makes a workbook of some sheets. */
export const workbook = async (
  ...sheets: ReadonlyArray<
    Pick<WriteSheet, 'name'> &
      Partial<Omit<WriteSheet, 'rows' | 'name'>> & { readonly cellsOf: Rows }
  >
): Promise<Uint8Array> => {
  const { writeXlsx } = await import('hucre/xlsx')
  return writeXlsx({
    sheets: sheets.map(({ cellsOf, ...sheet }) => ({
      ...sheet,
      rows: cellsOf.map((row) => [...row]),
    })),
  })
}

const date = (text: string): Date => new Date(`${text}T00:00:00.000Z`)

/** One row per figure, with dates as spreadsheets keep them. */
export const longWithDates = () =>
  workbook({
    name: 'Data',
    cellsOf: [
      ['Streets contract: monthly figures'],
      [],
      ['Ref', 'Indicator', 'Month ending', 'Target', 'Actual', 'Comments'],
      ['ST1', 'Streets swept on schedule', date('2016-04-30'), 90, 92.5, null],
      ['ST1', 'Streets swept on schedule', date('2016-05-31'), 90, 93, 'Good month'],
      ['ST2', 'Days to repair a street light', date('2016-04-30'), 10, 8, null],
      ['WA1', 'Bins missed', date('2016-04-30'), 10, 1234, null],
    ],
    cells: new Map(
      [3, 4, 5, 6].map((row) => [`${String(row)},2`, { style: { numFmt: 'dd/mm/yyyy' } }] as const),
    ),
  })

/** One column per month, with rows of totals between the services. */
export const wideWithTotals = () =>
  workbook({
    name: 'Dashboard',
    cellsOf: [
      ['Performance 2016/17'],
      ['KPI', 'Description', 'Apr-16', 'May-16', 'Jun-16', 'YTD'],
      ['Streets'],
      ['ST1', 'Streets swept on schedule', 92.5, 93, 'Pending', 92.75],
      ['ST2', 'Days to repair a street light', 8, 9, null, 8.5],
      ['Total streets', null, 100.5, 102, null, null],
      ['Waste'],
      ['WA1', 'Bins missed', 12, '1,310', null, 1322],
      ['Sub-total', null, 12, 1310, null, 1322],
    ],
  })

/** Two rows of headings, the outer row merged over the columns of a month. */
export const twoHeaderRows = () =>
  workbook({
    name: 'KPIs',
    cellsOf: [
      ['Ref', 'Apr 2016', null, 'May 2016', null, 'Jun 2016', null],
      [null, 'Target', 'Actual', 'Target', 'Actual', 'Target', 'Actual'],
      ['ST1', 90, 92.5, 90, 93, 90, null],
      ['ST2', 10, 8, 10, 9, 10, 11],
    ],
    merges: [
      { startRow: 0, startCol: 0, endRow: 1, endCol: 0 },
      { startRow: 0, startCol: 1, endRow: 0, endCol: 2 },
      { startRow: 0, startCol: 3, endRow: 0, endCol: 4 },
      { startRow: 0, startCol: 5, endRow: 0, endCol: 6 },
    ],
  })

/** One sheet per service, each with notes below its figures, and a hidden sheet. */
export const sheetPerService = () =>
  workbook(
    {
      name: 'Streets',
      cellsOf: [
        ['Streets, June 2016'],
        ['Indicator', 'Result', 'Commentary'],
        ['Streets swept on schedule', 92.5, 'As planned'],
        ['Days to repair a street light', 8, null],
        [],
        ['Notes: figures are provisional until the board has met'],
      ],
    },
    {
      name: 'Waste',
      cellsOf: [
        ['Waste, June 2016'],
        ['Indicator', 'Result', 'Commentary'],
        ['Bins missed', 12, null],
        ['Cost of waste disposal', 41200.5, null],
        ['Source: finance system'],
      ],
    },
    { name: 'Working', hidden: true, cellsOf: [['Bins missed', 99]] },
  )

/** CSV with numbers as text, percent signs, pounds and British dates. */
export const textNumbers = (): Uint8Array =>
  Buffer.from(
    [
      'Measure,Period,Value,Out of',
      'ST1,30/04/2016,92.5%,400',
      'st2,30/04/2016,8 days,',
      'WA1,30/04/2016,"1,234 ",',
      'WA2,30/04/2016,£1.2m,',
      'WA2,31/05/2016,n/a,',
    ].join('\r\n'),
  )
