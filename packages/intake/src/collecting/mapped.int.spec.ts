import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import {
  council,
  longWithDates,
  sheetPerService,
  textNumbers,
  twoHeaderRows,
  wideWithTotals,
  workbook,
} from './council-sheets.spec'
import { readFile, rightOf } from './filled.spec'
import { guessMapping } from './guess-mapping'
import { mappingFields, readMapping } from './mapping'
import { openReturn } from './open-return'
import { readReturn } from './read-return'
import type { ReadReturn } from './returned'

const inShort = ({ figures }: ReadReturn) =>
  figures.map(({ cell, sheet, kpi, period, outcome }) => [
    `${sheet === null ? '' : `${sheet}!`}${cell}`,
    `${kpi} ${period}`,
    outcome?.kind === 'measured' ? outcome.value : outcome?.reason,
  ])

/**
 * Reads a file by the mapping that is proposed for it, as somebody would who accepts it as it is.
 */
const collectedByGuess = async (bytes: Uint8Array) => {
  const proposed = rightOf(guessMapping(rightOf(await openReturn(bytes)), council))
  expect(proposed.yaml.trim().split('\n').length).toBeLessThanOrEqual(10)
  expect(rightOf(readMapping(proposed.yaml))).toEqual(proposed.mapping)
  const read = await readReturn(rightOf(await openReturn(bytes)), council, proposed.mapping)
  return { ...proposed, read }
}

describe('a sheet laid out as councils publish them is read by the mapping proposed for it', () => {
  it('one row per figure, with dates', async () => {
    const { mapping, read } = await collectedByGuess(await longWithDates())
    expect(mapping).toEqual({
      ...{ contract: 'streets', kpi: 'Ref', period: 'Month ending', figure: 'Actual' },
      note: 'Comments',
    })
    expect(read.faults).toEqual([])
    expect(inShort(read)).toEqual([
      ['Data!E4', 'ST1 2016-04', 92.5],
      ['Data!E5', 'ST1 2016-05', 93],
      ['Data!E6', 'ST2 2016-04', 8],
      ['Data!E7', 'WA1 2016-04', 1234],
    ])
    expect(read.figures[1]?.note).toBe('Good month')
  })

  it('one column per month, with rows of totals between', async () => {
    const { read } = await collectedByGuess(await wideWithTotals())
    expect(read.faults).toEqual([])
    expect(inShort(read)).toEqual([
      ['Dashboard!C4', 'ST1 2016-04', 92.5],
      ['Dashboard!D4', 'ST1 2016-05', 93],
      ['Dashboard!E4', 'ST1 2016-06', 'not-yet-measurable'],
      ['Dashboard!C5', 'ST2 2016-04', 8],
      ['Dashboard!D5', 'ST2 2016-05', 9],
      ['Dashboard!C8', 'WA1 2016-04', 12],
      ['Dashboard!D8', 'WA1 2016-05', 1310],
    ])
    expect(read.skipped.map(({ cell, message }) => [cell, message])).toEqual([
      ['B2', 'a column without a period: "Description"'],
      ['F2', 'a column without a period: "YTD"'],
      ['A3', 'a row without figures: "Streets"'],
      ['A6', 'a row of totals: "Total streets"'],
      ['A7', 'a row without figures: "Waste"'],
      ['A9', 'a row of totals: "Sub-total"'],
    ])
  })

  it('and a row about no KPI of the contract is passed over if it is a total, or if the mapping says so', async () => {
    const bytes = await workbook({
      name: 'Depots',
      cellsOf: [
        ['KPI', 'Apr-16'],
        ['ST1', 92.5],
        ['Streets total', 92.5],
        ['North depot', 91],
      ],
    })
    const read = async (mapping: string) =>
      readReturn(rightOf(await openReturn(bytes)), council, rightOf(readMapping(mapping)))
    const across = 'layout: periods across\nkpi: KPI\n'
    expect((await read(across)).faults.map(({ cell }) => cell)).toEqual(['A4'])
    const { faults, skipped, figures } = await read(`${across}kpis: { North Depot: nothing }\n`)
    expect([faults, figures.length]).toEqual([[], 1])
    expect(skipped.map(({ cell, message }) => [cell, message])).toEqual([
      ['A3', 'a row of totals: "Streets total"'],
      ['A4', 'the mapping passes it over: "North depot"'],
    ])
  })

  it('two rows of headings, the outer row merged', async () => {
    const { mapping, read } = await collectedByGuess(await twoHeaderRows())
    expect(mapping).toMatchObject({ layout: 'periods across', header: [1, 2], figure: 'Actual' })
    expect(read.faults).toEqual([])
    expect(inShort(read)).toEqual([
      ['KPIs!C3', 'ST1 2016-04', 92.5],
      ['KPIs!E3', 'ST1 2016-05', 93],
      ['KPIs!C4', 'ST2 2016-04', 8],
      ['KPIs!E4', 'ST2 2016-05', 9],
      ['KPIs!G4', 'ST2 2016-06', 11],
    ])
  })

  it('one sheet per service, with notes below and a hidden sheet', async () => {
    const { read } = await collectedByGuess(await sheetPerService())
    expect(read.faults).toEqual([])
    expect(inShort(read)).toEqual([
      ['Streets!B3', 'ST1 2016-06', 92.5],
      ['Streets!B4', 'ST2 2016-06', 8],
      ['Waste!B3', 'WA1 2016-06', 12],
      ['Waste!B4', 'WA2 2016-06', 41200.5],
    ])
    expect(read.skipped.map(({ sheet, message }) => [sheet, message])).toEqual([
      ['Streets', expect.stringContaining('Notes: figures are provisional')],
      ['Waste', expect.stringContaining('Source: finance system')],
      ['Working', 'this sheet is hidden; name it in a mapping to read it'],
    ])
    expect(read.guesses.filter(({ why }) => why === 'it is its description')).toHaveLength(4)
  })

  it('text numbers, percent signs and British dates in CSV', async () => {
    const { mapping, read } = await collectedByGuess(textNumbers())
    expect(mapping).toMatchObject({ dates: 'dmy', kpi: 'Measure', of: 'Out of' })
    expect(read.faults).toEqual([])
    expect(inShort(read)).toEqual([
      ['C2', 'ST1 2016-04', 92.5],
      ['C3', 'ST2 2016-04', 8],
      ['C4', 'WA1 2016-04', 1234],
      ['C5', 'WA2 2016-04', 1_200_000],
      ['C6', 'WA2 2016-05', 'not-measurable'],
    ])
    expect(read.guesses).toContainEqual({
      ...{
        sheet: null,
        cell: 'A3',
        text: 'st2',
        as: 'KPI ST2',
        why: 'it differs only in how it is written',
        more: 0,
      },
    })
  })

  it('one column per KPI', async () => {
    const bytes = Buffer.from('Month,ST1,WA1\nApr 2016,92.5,12\nMay 2016,93,\n')
    const { mapping, read } = await collectedByGuess(bytes)
    expect(mapping).toMatchObject({ layout: 'KPIs across', header: [1], period: 'Month' })
    expect([inShort(read), read.empty, read.faults]).toEqual([
      [
        ['B2', 'ST1 2016-04', 92.5],
        ['C2', 'WA1 2016-04', 12],
        ['B3', 'ST1 2016-05', 93],
      ],
      1,
      [],
    ])
  })

  it('asks about what it cannot tell', async () => {
    const bytes = Buffer.from('Ref,When,Plan,Got\nST1,03/04/2016,1,2\nST2,03/04/2016,3,4\n')
    const { remarks, yaml } = rightOf(guessMapping(rightOf(await openReturn(bytes)), council))
    expect(remarks).toEqual([
      'in which order are its dates? dates: dmy, or dates: mdy',
      'which column has the figures? figure:',
    ])
    expect(yaml).toContain('# which column has the figures?')
    const nothing = rightOf(await openReturn(Buffer.from('a,b\n1,2\n')))
    expect(guessMapping(nothing, council)).toEqual(
      E.left(
        expect.objectContaining({
          reason: expect.stringContaining('none of its sheets names') as unknown,
        }),
      ),
    )
  })
})

describe('a hidden row', () => {
  it('is read, and reported as hidden', async () => {
    const bytes = await workbook({
      name: 'S',
      cellsOf: [
        ['Ref', 'Month', 'Actual'],
        ['ST1', 'May 2016', 92],
        ['ST1', 'Jun 2016', 93],
      ],
      rowDefs: new Map([[2, { hidden: true }]]),
    })
    const mapping = { kpi: 'Ref', period: 'Month', figure: 'Actual' }
    const { figures, guesses } = await readReturn(
      rightOf(await openReturn(bytes)),
      council,
      mapping,
    )
    expect(figures.map(({ cell }) => cell)).toEqual(['C2', 'C3'])
    expect(guesses.filter(({ why }) => why === 'the row is hidden')).toMatchObject([
      { sheet: 'S', cell: 'A3', text: 'ST1' },
    ])
  })
})

describe('a figure given twice', () => {
  const mapping = rightOf(readMapping('kpi: Ref\nfigure: Got\nperiod: When\nnote: Note\n'))
  const readTwice = async (second: string) => {
    const csv = `Ref,When,Got,Note\nST1,Apr 2016,92.5,Snow\nST1,Apr 2016,${second}\n`
    return readReturn(rightOf(await openReturn(Buffer.from(csv))), council, mapping)
  }

  it('is skipped the second time if figure and note are the same', async () => {
    const { faults, skipped, figures } = await readTwice('92.5,Snow')
    expect([faults, figures.length]).toEqual([[], 1])
    expect(skipped).toEqual([{ sheet: null, cell: 'C3', message: 'the same figure as in C2' }])
  })

  it.each(['92.5,Flood', '92.5,', '93,Snow'])(
    'is a fault if the second one is %j',
    async (second) => {
      expect((await readTwice(second)).faults).toEqual([
        {
          sheet: null,
          cell: 'C3',
          message: 'ST1 for 2016-04 has a different figure or note in C2',
        },
      ])
    },
  )
})

describe('readMapping', () => {
  it('reads the mapping in the docs, and knows every field they list', () => {
    const page = readFileSync(join(__dirname, '../../../../docs/figures-in.md'), 'utf8')
    const [, example = ''] = /^```yaml\n(contract: [^`]*)^```$/m.exec(page) ?? []
    expect(readMapping(example)).toMatchObject({ _tag: 'Right', right: { dates: 'dmy' } })
    const listed = page.slice(page.indexOf('| `contract`'), page.indexOf('Periods are read'))
    const fields = [...listed.matchAll(/^\|([^|]*)\|/gm)].flatMap(([, field = '']) =>
      [...field.matchAll(/`([a-z]+)`/g)].map(([, name]) => name),
    )
    expect(new Set(fields)).toEqual(new Set(mappingFields))
  })

  it('reports every fault with its place', () => {
    expect(readMapping('sheet: Data\nheader: 0\nlayout: wide\ndates: dmy\n')).toEqual(
      E.left([
        {
          line: 1,
          column: 8,
          message: expect.stringContaining('unknown field "sheet"') as unknown,
        },
        { line: 2, column: 9, message: expect.stringContaining('header[0]') as unknown },
        { line: 3, column: 9, message: expect.stringContaining('layout') as unknown },
      ]),
    )
    expect(readMapping('kpi: Ref\n')).toEqual(
      E.left([
        { line: 1, column: 1, message: 'figure: which column has the figures?' },
        { line: 1, column: 1, message: expect.stringContaining('either period') as unknown },
      ]),
    )
    expect(readMapping('- a')).toMatchObject({ _tag: 'Left' })
  })
})

describe('a sheet with faults of all kinds', () => {
  it('has all thirty reported in one run, each with its cell', async () => {
    const wrong: ReadonlyArray<readonly [string, string, string | number, string]> = [
      ['ST1', 'Apr-16', '95 days', 'E3'],
      ['ST1', 'May-16', '95*', 'E4'],
      ['ST1', 'Jun-16', '#DIV/0!', 'E5'],
      ['ST1', 'Jul-16', '1.234,5', 'E6'],
      ['ST1', 'Aug-16', '£95', 'E7'],
      ['ST1', 'Sep-16', '<95', 'E8'],
      ['ST1', 'Oct-16', '≤95', 'E9'],
      ['ST1', 'Nov-16', 'about right', 'E10'],
      ['ST1', 'Dec-16', '1.2E+11', 'E11'],
      ['ST1', 'Jan-17', '3/5', 'E12'],
      ['ST2', 'Apr-16', '95%', 'E13'],
      ['ST2', 'May-16', '8 hours', 'E14'],
      ['ST2', 'Jun-16', '≥3', 'E15'],
      ['ST2', 'Jul-16', '1.2345678901234567', 'E16'],
      ['ST2', 'Aug-16', '#REF!', 'E17'],
      ['WA2', 'Apr-16', '€5', 'E18'],
      ['WA2', 'May-16', '4.2x', 'E19'],
      ['WA1', 'Apr-16', '12;5', 'E20'],
      ['WA1', '03/04/2016', 5, 'B21'],
      ['WA1', '31/02/2016', 5, 'B22'],
      ['WA1', '2011-12', 5, 'B23'],
      ['WA1', '2016', 5, 'B24'],
      ['WA1', 'Q1 2016', 5, 'B25'],
      ['WA1', 'Apr', 5, 'B26'],
      ['WA1', 'sometime', 5, 'B27'],
      ['WA1', '', 5, 'B28'],
      ['ST9', 'Apr-16', 5, 'A29'],
      ['', 'Apr-16', 5, 'A30'],
      ['WA1', 'May-16', 5, ''],
      ['WA1', 'May-16', 6, 'E32'],
    ]
    const rows = wrong.map(([kpi, period, figure]) => [kpi, period, null, null, figure, null])
    const withReasons = [
      ['WA1', 'Jun-16', null, null, 7, 'Not due'],
      ['WA1', 'Jul-16', null, null, null, 'Because'],
    ]
    const bytes = await workbook({
      name: 'Data',
      cellsOf: [
        ['Figures'],
        ['Ref', 'Period', '', '', 'Actual', 'Reason'],
        ...rows,
        ...withReasons,
      ],
    })
    const mapping = rightOf(readMapping('kpi: Ref\nperiod: Period\nfigure: Actual\nreason: Reason'))
    const { faults } = await readFile(bytes, council, mapping)
    const cells = [...wrong.map(([, , , cell]) => cell).filter((cell) => cell !== ''), 'F33', 'F34']
    expect(faults.map(({ cell }) => cell)).toEqual(cells)
    expect(faults.length).toBeGreaterThanOrEqual(30)
    expect(new Set(faults.map(({ message }) => message)).size).toBe(faults.length)
  })
})
