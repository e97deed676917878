import { foldHistory, parsePeriod, type Period } from '@kpi-ledger/core'
import { scorecard } from '@kpi-ledger/projections'
import { arbitraryLedger, arbitraryPeriod, fc, givenHistory, psspScheme } from '@kpi-ledger/testing'
import { parse } from 'csv-parse/sync'
import * as E from 'fp-ts/Either'
import { runs } from '../../../../scripts/jest/runs'
import { blankReturn, returnFor, type BlankReturn } from './blank-return'
import { returnReasons } from './layout'
import { sheetNames } from './sheet-names'
import { writeReturn, writeReturnByOwner } from './write-return'

const period = (text: string): Period => {
  const read = parsePeriod(text)
  if (E.isLeft(read)) throw new Error(text)
  return read.right
}

const kpi = (name: string, more: object) => ({
  type: 'KPIDefined' as const,
  data: {
    ...{ regime: 'r', kpi: name, description: `=1+1 ${name}`, serviceArea: 'Area' },
    ...{ frequency: 'monthly' as const, unit: 'percent' as const, effectiveFrom: '2016-04' },
    target: { comparator: '>=' as const, value: 95 },
    ...more,
  },
})

const actual = (name: string, of: string, value: number) => ({
  type: 'ActualRecorded' as const,
  data: { kpi: name, period: of, outcome: { kind: 'measured' as const, value } },
})

const history = givenHistory(
  {
    type: 'ContractRegistered',
    data: { contract: 'c', title: 'Parks', authority: 'A', supplier: 'S', yearStart: 4 },
  },
  {
    type: 'RegimeAdopted',
    data: { regime: 'r', title: 'R', effectiveFrom: '2016-04', scheme: psspScheme },
  },
  kpi('monthly', {}),
  kpi('quarterly', { frequency: 'quarterly', unit: 'count' }),
  kpi('annual', { frequency: 'annual', unit: 'days', owner: 'Leisure' }),
  kpi('reported monthly', { frequency: 'annual', accumulation: 'year-to-date' }),
  actual('reported monthly', '2016-04', 8.5),
  actual('reported monthly', '2016-07', 30),
  actual('monthly', '2016-04', 91),
)

const blankFor = (of: string): BlankReturn => {
  const blank = blankReturn(history, period(of))
  if (E.isLeft(blank)) throw new Error(JSON.stringify(blank.left))
  return blank.right
}

const sheetIn = async (bytes: Uint8Array) => {
  const { readXlsx } = await import('hucre/xlsx')
  const [sheet] = (await readXlsx(bytes, { readStyles: true })).sheets
  if (sheet === undefined) throw new Error('no sheet')
  return sheet
}

describe('blankReturn', () => {
  it.each([
    ['2016-05', ['monthly', 'reported monthly']],
    ['2016-06', ['monthly', 'quarterly', 'reported monthly']],
    ['2017-03', ['monthly', 'quarterly', 'annual', 'reported monthly']],
    ['FY2016-Q1', ['monthly', 'quarterly']],
  ])('M2 asks in %s for what is due or usual in such a period', (of, names) => {
    expect(blankFor(of).rows.map((row) => row.kpi)).toEqual(names)
  })

  it('shows the target of the period and the latest figure up to its end', () => {
    expect(blankFor('2016-05')).toMatchObject({
      ...{ contract: 'c', title: 'Parks', period: '2016-05', periodInWords: 'May 2016', size: 9 },
      rows: [
        { kpi: 'monthly', unit: 'percent', target: '>= 95', lastFigure: '91 (Apr 2016)' },
        { kpi: 'reported monthly', lastFigure: '8.5 (Apr 2016)' },
      ],
    })
  })

  it('asks an owner only for their own figures', async () => {
    const leisure = returnFor(blankFor('2017-03'), 'Leisure')
    expect(leisure.rows.map((row) => [row.kpi, row.owner])).toEqual([['annual', 'Leisure']])
    const text = Buffer.from(await writeReturn(leisure, 'csv')).toString('utf8')
    expect(text).toContain('\r\nOwner,Leisure\r\n')
    expect(returnFor(blankFor('2017-03'), 'Nobody').rows).toEqual([])
  })

  it('has at most one row for each KPI of the scorecard, for any ledger', () => {
    fc.assert(
      fc.property(arbitraryLedger({ maxCommands: 20 }), arbitraryPeriod(), (events, of) => {
        const any = foldHistory(events)
        const [blank, card] = [blankReturn(any, of), scorecard(any, { periods: [of] })]
        if (E.isLeft(blank) || E.isLeft(card)) {
          expect(blank).toEqual(card)
          return
        }
        const all = card.right.serviceAreas.flatMap(({ kpis }) => kpis.map((each) => each.kpi))
        const asked = blank.right.rows.map((row) => row.kpi)
        expect(all.filter((name) => asked.includes(name))).toEqual(asked)
      }),
      { numRuns: runs(100) },
    )
  })
})

describe('writeReturnByOwner', () => {
  const namesIn = async (bytes: Uint8Array) => {
    const { readXlsx } = await import('hucre/xlsx')
    return (await readXlsx(bytes)).sheets.map(({ name }) => name)
  }

  it('has a sheet for each owner, and one for what nobody owns', async () => {
    const blank = blankFor('FY2016')
    expect(await namesIn(await writeReturnByOwner(blank))).toEqual(['Leisure', 'No owner'])
  })

  it('has one sheet if nothing is to be returned', async () => {
    const empty = { ...blankFor('2016-06'), rows: [] }
    expect(await namesIn(await writeReturnByOwner(empty))).toEqual(['Return'])
  })

  it('names each sheet as spreadsheets allow, and no two the same', () => {
    const names = ['[]', 'History', 'Parks', 'parks', 'x'.repeat(40)]
    expect(sheetNames(names)).toEqual([
      ...['Return', 'Return (2)', 'Parks', 'parks (2)', 'x'.repeat(31)],
    ])
  })
})

describe('writeReturn', () => {
  it('writes a workbook that names its contract and period, locked except for the cells to fill in', async () => {
    const bytes = await writeReturn(blankFor('2016-06'), 'xlsx')
    const sheet = await sheetIn(bytes)
    expect(sheet.rows.slice(0, 4)).toEqual([
      ['Return of figures: Parks', null, null, null, null, null, null, null, null, null],
      ['Contract', 'c', null, null, null, null, null, null, null, null],
      ['Period', '2016-06', 'Jun 2016', null, null, null, null, null, null, null],
      expect.arrayContaining(['Ledger', 9]),
    ])
    expect(sheet.rows[7]?.slice(0, 6)).toEqual([
      ...['monthly', '=1+1 monthly', 'Area', 'percent', '>= 95', '91 (Apr 2016)'],
    ])
    expect(sheet.protection).toMatchObject({ sheet: true })
    const open = [...(sheet.cells ?? [])].filter(
      ([, cell]) => cell.style?.protection?.locked === false,
    )
    expect(open.map(([at]) => at)).toEqual(
      [7, 8, 9].flatMap((row) => [6, 7, 8, 9].map((column) => `${row},${column}`)),
    )
    for (const cell of sheet.cells?.values() ?? []) expect(cell.formula).toBeUndefined()
  })

  it('has the spreadsheet check what is entered', async () => {
    const { dataValidations = [] } = await sheetIn(await writeReturn(blankFor('2016-06'), 'xlsx'))
    expect(dataValidations.map(({ type, range, errorStyle }) => [type, range, errorStyle])).toEqual(
      [
        ['decimal', 'G8:G8', 'warning'],
        ['whole', 'G9:G9', 'warning'],
        ['decimal', 'G10:G10', 'warning'],
        ['decimal', 'H8:H10', 'stop'],
        ['list', 'I8:I10', 'stop'],
        ['textLength', 'J8:J10', 'stop'],
      ],
    )
    expect(dataValidations[4]?.values).toEqual(returnReasons)
  })

  it('writes the same as CSV, in which nothing runs as a formula', async () => {
    const text = Buffer.from(await writeReturn(blankFor('2016-06'), 'csv')).toString('utf8')
    expect(text.startsWith('\ufeff')).toBe(true)
    const rows = parse(text, { bom: true, relax_column_count: true })
    const [, contract, of, , , , headings, first] = rows
    expect([contract, of, headings?.at(-4)]).toEqual([
      ['Contract', 'c'],
      ['Period', '2016-06', 'Jun 2016'],
      'Figure',
    ])
    expect(first?.slice(0, 2)).toEqual(['monthly', "'=1+1 monthly"])
  })

  it('gives the same bytes for the same return, and a return without rows', async () => {
    for (const form of ['xlsx', 'csv'] as const) {
      const [once, again] = [blankFor('2016-06'), blankFor('2016-06')]
      expect(await writeReturn(once, form)).toEqual(await writeReturn(again, form))
      expect((await writeReturn({ ...once, rows: [] }, form)).length).toBeGreaterThan(0)
    }
  })
})
