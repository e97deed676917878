import { emptyHistory } from '@kpi-ledger/core/unstable'
import { givenHistory, psspScheme } from '@kpi-ledger/testing'
import type { History } from '@kpi-ledger/projections'
import { council, workbook } from './council-sheets.spec'
import { readFile, rightOf } from './filled.spec'
import { guessMapping } from './guess-mapping'
import { readMapping } from './mapping'
import { openReturn } from './open-return'

const csv = (rows: ReadonlyArray<string>): Uint8Array => Buffer.from(rows.join('\n'))

/** What reading some rows of CSV by a mapping says of each cell. */
const saidOf = async (
  mapping: ReadonlyArray<string>,
  rows: ReadonlyArray<string>,
  history: History = council,
): Promise<ReadonlyArray<string>> => {
  const by = rightOf(readMapping(mapping.join('\n')))
  const { figures, faults, guesses, skipped } = await readFile(csv(rows), history, by)
  return [
    ...figures.map(({ cell, kpi, period, outcome }) => {
      const of = outcome?.kind === 'measured' && outcome.of !== undefined ? ` of ${outcome.of}` : ''
      const value = outcome?.kind === 'measured' ? outcome.value : outcome?.reason
      return `${cell} ${kpi} ${period}: ${value}${of}`
    }),
    ...guesses.map(({ cell, as, why }) => `guess ${cell} ${as}: ${why}`),
    ...skipped.map(({ cell, message }) => `skip ${cell} ${message}`),
    ...faults.map(({ cell, message }) => `fault ${cell} ${message}`),
  ]
}

/** KPIs with one description, one of them without a target. */
const twins = givenHistory(
  {
    type: 'ContractRegistered',
    data: { contract: 'twins', title: 'Twins', authority: 'A', supplier: 'S', yearStart: 4 },
  },
  {
    type: 'RegimeAdopted',
    data: { regime: 'r', title: 'R', effectiveFrom: '2016-04', scheme: psspScheme },
  },
  ...['A1', 'A2'].map((kpi, i) => ({
    type: 'KPIDefined' as const,
    data: {
      ...{ regime: 'r', kpi, description: 'Calls answered', serviceArea: 'Area', unit: 'count' },
      ...{ frequency: 'monthly' as const, effectiveFrom: '2016-04' },
      target: i === 0 ? null : { comparator: '<=' as const, value: 10 },
    },
  })),
)

const across = ['layout: periods across', 'kpi: Ref']
const long = ['kpi: Ref', 'figure: Figure', 'for: 2016-06']

describe('a row of CSV is read by a mapping', () => {
  it.each<[string, ReadonlyArray<string>, ReadonlyArray<string>, ReadonlyArray<string>]>([
    [
      'in words of its own',
      [...long, 'words: {closed: nothing, TBC: no-data}'],
      ['Ref,Figure', 'ST1,Closed', 'ST2,tbc'],
      [
        'B3 ST2 2016-06: no-data',
        'guess B2 nothing: the mapping says so',
        'guess B3 TBC: the mapping says so',
      ],
    ],
    [
      'under two rows of headings with some of its names in each',
      long,
      ['Ref,June', ',Figure', 'ST1,91'],
      ['B3 ST1 2016-06: 91'],
    ],
    ['with the sign of its figure', long, ['Ref,Figure', 'ST2,+5'], ['B2 ST2 2016-06: 5']],
    [
      'under names of its own',
      [...long, 'kpis: {Bins: WA1, Lamps: ST9}'],
      ['Ref,Figure', 'bins,3', 'Lamps,4'],
      [
        'B2 WA1 2016-06: 3',
        'guess A2 KPI WA1: the mapping says so',
        'fault A3 "ST9", as the mapping calls "Lamps", is not a KPI of the contract',
      ],
    ],
    [
      'in a stated year, where months have none',
      ['layout: periods across', 'kpi: Ref', 'year: 2016/17'],
      ['Ref,Apr,Jan', 'ST1,91,92'],
      [
        'B2 ST1 2016-04: 91',
        'C2 ST1 2017-01: 92',
        'guess B1 2016-04: it is in the stated financial year',
        'guess C1 2017-01: it is in the stated financial year',
      ],
    ],
    [
      'with what figures are out of beside them in each period',
      ['layout: periods across', 'kpi: Ref', 'header: [1, 2]', 'figure: Met', 'of: All'],
      ['Ref,Apr-16,,May-16,', ',Met,All,Met,All', 'WA1,3,20,4,30'],
      [
        'B3 WA1 2016-04: 3 of 20',
        'D3 WA1 2016-05: 4 of 30',
        'guess B2 2016-04: 16 is the year',
        'guess D2 2016-05: 16 is the year',
      ],
    ],
    [
      'with what figures are out of, or not',
      [...long, 'of: Of'],
      ['Ref,Figure,Of', 'ST1,91,lots', 'ST2,8,–', 'WA1,3,n/a', 'WA2,4'],
      [
        'B3 ST2 2016-06: 8',
        'B5 WA2 2016-06: 4',
        'guess C3 nothing: a dash is not a figure',
        'fault C2 expected the number that the figure is out of, got "lots"',
        'fault C4 expected the number that the figure is out of, got "n/a"',
      ],
    ],
    [
      'except where its headings are repeated',
      long,
      ['Ref,Figure', 'ST1,91', 'Ref,Figure', 'ST2,8'],
      ['B2 ST1 2016-06: 91', 'B4 ST2 2016-06: 8', 'skip A3 repeated headings'],
    ],
    [
      'except where the figure and the reason differ',
      [...long, 'reason: Why'],
      ['Ref,Figure,Why', 'ST1,n/a,Not due', 'ST2,Not due,not due', 'WA1,,No data'],
      [
        'B3 ST2 2016-06: not-due',
        'B4 WA1 2016-06: no-data',
        'guess B2 n/a: it means not measurable',
        'guess B3 not due: it means not due',
        'fault C2 the figure says n/a, but the reason says Not due',
      ],
    ],
    [
      'in a period before the first rules',
      [...long.slice(0, 2), 'for: 2015-06'],
      ['Ref,Figure', 'ST2,8'],
      ['B2 ST2 2015-06: 8'],
    ],
    [
      'though the mapping names sheets',
      [...long, 'sheets: [Data]'],
      ['Ref,Figure', 'ST2,8'],
      ['B2 ST2 2016-06: 8'],
    ],
  ])('%s', async (_, mapping, rows, expected) => {
    expect(await saidOf(mapping, rows)).toEqual(expected)
  })

  it('unless its name is the description of two KPIs', async () => {
    const rows = ['Ref,Figure', 'Calls answered,5', 'A1,≤3', 'A2,≤3']
    expect(await saidOf(long, rows, twins)).toEqual([
      'B4 A2 2016-06: 3',
      'guess B4 3, printed as ≤3 (count): 3 is the worst case, and is shown as ≤3',
      'fault A2 "Calls answered" may be A1 or A2',
      'fault B3 "≤3" is not one figure: it may be any number that is lower',
    ])
  })

  it('unless no contract is registered', async () => {
    const rows = ['Ref,Figure', 'ST1,91']
    expect(await saidOf(long, rows, emptyHistory())).toEqual([
      'fault A2 "ST1" is neither the reference nor the description of a KPI of the contract; there are none',
    ])
    const opened = rightOf(await openReturn(csv(rows)))
    expect(guessMapping(opened, emptyHistory())).toMatchObject({ _tag: 'Left' })
  })
})

describe('a mapping that does not fit a sheet is at fault where the sheet lacks something', () => {
  it.each<[string, ReadonlyArray<string>, ReadonlyArray<string>, ReadonlyArray<string>]>([
    [
      'a row of headings',
      [...long, 'header: 9'],
      ['Ref,Figure', 'ST1,91'],
      ['fault A1 there is no row 9'],
    ],
    [
      'a heading',
      [...long, 'header: 1'],
      ['Name,Figure', 'ST1,91'],
      ['fault A1 kpi: there is no heading "Ref"'],
    ],
    [
      'all headings',
      long,
      ['Name,Value', 'ST1,91'],
      ['fault A1 no row has the headings "Ref", "Figure"'],
    ],
    [
      'one column under a heading',
      long,
      ['Ref,Figure,Figure', 'ST1,91,92'],
      [
        'fault A1 figure: the heading "Figure" is over several columns, B and C; give the letter of one',
      ],
    ],
    [
      'a month in a heading that can be read in two ways',
      across,
      ['Ref,05/06/2016', 'ST1,91'],
      [
        'fault B1 05/06/2016 may be 5 Jun or 6 May; say which by "dates: dmy" or "dates: mdy" in a mapping',
      ],
    ],
    [
      'the column of KPIs',
      ['layout: periods across', 'kpi: Ref', 'header: 1'],
      ['Name,Apr-16', 'ST1,91'],
      ['fault A1 kpi: there is no heading "Ref"'],
    ],
    [
      'periods',
      ['layout: periods across', 'kpi: Ref'],
      ['Ref,Figure', 'ST1,91'],
      ['skip B1 a column without a period: "Figure"', 'fault A1 none of the headings is a period'],
    ],
    [
      'the column of periods',
      ['layout: KPIs across', 'period: Month', 'header: 1'],
      ['When,ST1', 'Apr-16,91'],
      ['fault A1 period: there is no heading "Month"'],
    ],
  ])('%s', async (_, mapping, rows, expected) => {
    expect(await saidOf(mapping, rows)).toEqual(expected)
  })

  it('a sheet', async () => {
    const bytes = await workbook(
      {
        name: 'Data',
        cellsOf: [
          ['Ref', 'Figure'],
          ['ST1', 91],
        ],
      },
      {
        name: 'Notes',
        cellsOf: [['Figures are for June 2016']],
      },
    )
    const by = rightOf(readMapping([...long, 'sheets: [Data, Depots]'].join('\n')))
    const { figures, faults, skipped } = await readFile(bytes, council, by)
    expect(figures.map(({ sheet, cell }) => [sheet, cell])).toEqual([['Data', 'B2']])
    expect(faults).toEqual([{ sheet: 'Depots', cell: 'A1', message: 'there is no such sheet' }])
    expect(skipped).toEqual([
      { sheet: 'Notes', cell: 'A1', message: 'this sheet is not in the mapping' },
    ])
    const proposed = rightOf(guessMapping(rightOf(await openReturn(bytes)), council))
    expect(proposed.mapping.sheets).toEqual(['Data'])
  })
})

describe('the mapping that is proposed for CSV', () => {
  it.each<[string, ReadonlyArray<string>, ReadonlyArray<string>]>([
    [
      'takes the year of months from above them',
      ['Year 2016/17', 'Ref,Apr,May', 'ST1,91,92'],
      ['contract: streets', 'layout: periods across', 'kpi: Ref', 'year: 2016/17'],
    ],
    [
      'asks for the year of a column of months',
      ['Ref,Month,Figure', 'ST1,Apr,91'],
      [
        '# its periods have no year; which is it? year: 2016/17, for example',
        'contract: streets',
        'kpi: Ref',
        'period: Month',
        'figure: Figure',
      ],
    ],
    [
      'asks for the year of months',
      ['Ref,Apr,May', 'ST1,91,92'],
      [
        '# its periods have no year; which is it? year: 2016/17, for example',
        'contract: streets',
        'layout: periods across',
        'kpi: Ref',
      ],
    ],
    [
      'takes the year of a column of months',
      ['Year 2016/17', 'Ref,Month,Figure', 'ST1,Apr,91'],
      ['contract: streets', 'kpi: Ref', 'period: Month', 'year: 2016/17', 'figure: Figure'],
    ],
    [
      'takes the order of dates from one that can be read in one way only',
      ['Ref,Date,Figure', 'ST1,04/30/2016,91', 'ST1,05/06/2016,92'],
      ['contract: streets', 'kpi: Ref', 'period: Date', 'dates: mdy', 'figure: Figure'],
    ],
    [
      'has what figures are out of in each period',
      [',Apr-16,,May-16,', 'Ref,Actual,Out of,Actual,Out of', 'ST1,9,10,9,10'],
      [
        'contract: streets',
        'layout: periods across',
        'header:',
        '  - 1',
        '  - 2',
        'kpi: Ref',
        'figure: Actual',
        'of: Out of',
      ],
    ],
  ])('%s', async (_, rows, expected) => {
    const opened = rightOf(await openReturn(csv(rows)))
    const [title, ...lines] = rightOf(guessMapping(opened, council)).yaml.trimEnd().split('\n')
    expect(title).toMatch(/^# Proposed/)
    expect(lines).toEqual(expected)
  })
})

it('the mapping that is proposed for CSV has its encoding, if that is stated', async () => {
  const opened = await openReturn(csv(['Ref,Figure', 'ST1,91']), { encoding: 'windows-1252' })
  expect(rightOf(guessMapping(rightOf(opened), council)).mapping.encoding).toBe('windows-1252')
})

describe('a return of CSV that is changed', () => {
  const title = 'Return of figures: Streets'
  it.each<[string, ReadonlyArray<string>, ReadonlyArray<string>]>([
    [
      'has its period in words',
      [title, 'Contract,streets', 'Period,June,June 2016', 'Reference,Figure', 'ST2,8'],
      ['B5 ST2 2016-06'],
    ],
    [
      'has no period',
      [title, 'Contract,streets', 'Period', 'Reference,Figure', 'ST2,8'],
      ['B3 there are figures for it, but no period'],
    ],
    [
      'has no figures',
      [title, 'Contract,streets', 'Period,2016-06', 'Reference,Value', 'ST2,8'],
      ['A1 the heading Figure is missing'],
    ],
    [
      'has no title',
      ['Contract,streets', 'Period,2016-06', 'Reference,Figure', 'ST2,8'],
      ['A1 this sheet is not a return'],
    ],
  ])('%s', async (_, rows, expected) => {
    const { figures, faults, skipped } = await readFile(csv(rows), council)
    expect([
      ...figures.map(({ cell, kpi, period }) => `${cell} ${kpi} ${period}`),
      ...[...faults, ...skipped].map(({ cell, message }) => `${cell} ${message}`),
    ]).toEqual(expected)
  })
})
