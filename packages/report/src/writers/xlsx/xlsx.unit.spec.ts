import * as fc from 'fast-check'
import { runs } from '../../../../../scripts/jest/runs'
import { dataOf, noProvenance, warning, type Block, type Document } from '../../document/document'
import type { Scalar } from '../../document/records'
import { cells, column, grouped, headingRow } from '../../document/table'
import { reference, text, type RatingValue } from '../../document/value'
import { arbitraryDocument, arbitraryRecords } from '../arbitrary-document.spec'
import { xlsxWriter } from './xlsx'

const surface = { width: 80, colour: false }

const bytesOf = async (document: Document): Promise<Uint8Array> => {
  const pieces: Array<Uint8Array> = []
  for await (const piece of xlsxWriter.write(document, surface))
    if (typeof piece !== 'string') pieces.push(piece)
  return Buffer.concat(pieces)
}

const sheetsOf = async (document: Document) => {
  const { readXlsx } = await import('hucre/xlsx')
  return (await readXlsx(await bytesOf(document), { readStyles: true })).sheets
}

const documentOf = (blocks: ReadonlyArray<Block>, records: Document['records']): Document => ({
  ...{ title: 'A title', verdict: null, blocks, provenance: noProvenance, records },
  data: dataOf(null),
})

const none = { fields: [], rows: [] }

const table: Block = {
  kind: 'table',
  columns: [
    column('kpi', 'KPI'),
    ...grouped('Apr 2016', ['figure', 'Actual'], ['rating', 'Rating']),
  ],
  rows: [
    headingRow('Revenues'),
    cells(
      {
        kpi: reference('K-1'),
        figure: {
          kind: 'figure',
          value: 20.3,
          unit: 'percent',
          printed: '20.30',
          marks: ['corrected'],
        },
        rating: { kind: 'rating', code: 'x', label: 'Not Met', grade: 'inadequate', because: null },
      },
      [{ group: 'Apr 2016', text: 'a note' }],
    ),
  ],
  empty: '',
}

describe('xlsx', () => {
  it('explains a mark once per row, with all the periods it applies to', async () => {
    const months = ['Apr', 'May', 'Jun']
    const worse = (value: number) =>
      ({ kind: 'figure', value, unit: 'days', printed: `${value}`, marks: ['worse'] }) as const
    const year: Block = {
      kind: 'table',
      columns: [column('kpi', 'KPI'), ...months.flatMap((m) => grouped(m, [m, 'Actual']))],
      rows: [cells({ kpi: reference('K-1'), Apr: worse(1), May: worse(2), Jun: worse(3) })],
      empty: '',
    }
    const [sheet] = await sheetsOf(documentOf([year], none))
    expect(sheet?.rows[1]?.at(-1)).toBe('Apr, May, Jun: Actual worse than in the period before')
  })

  it('aligns the header of a column of numbers with its digits', async () => {
    const [sheet] = await sheetsOf(documentOf([table], none))
    const across = (place: string) => sheet?.cells?.get(place)?.style?.alignment?.horizontal
    expect([across('0,2'), across('1,2'), across('0,1')]).toEqual(['right', 'right', undefined])
  })

  it('has one sheet per table, with real numbers in the format of their unit and ratings in words', async () => {
    const [sheet, facts] = await sheetsOf(documentOf([table], none))
    expect(sheet?.name).toBe('A title')
    expect(sheet?.rows).toEqual([
      ['Section', 'KPI', 'Apr 2016: Actual', 'Apr 2016: Rating', 'Notes'],
      [
        ...['Revenues', 'K-1', 20.3, '✕ Not Met'],
        'Apr 2016: a note\nApr 2016: Actual corrected after it was first recorded',
      ],
    ])
    expect(sheet?.cells?.get('1,2')?.style?.numFmt).toBe('#,##0.00" %"')
    expect(sheet?.cells?.get('1,3')?.style?.fill).toMatchObject({ fgColor: { rgb: '8E1C1C' } })
    expect(sheet?.freezePane).toMatchObject({ rows: 1 })
    expect(sheet?.autoFilter?.range).toBe('A1:E2')
    expect(facts?.rows).toEqual([
      ['What', 'Value'],
      ['Title', 'A title'],
    ])
  })

  it.each([
    ['pounds', '1234.50', '"£"#,##0.00'],
    ['percent', '7', '#,##0" %"'],
    ['days', '7', '#,##0'],
  ])('has a figure in %s that is printed as %s in the format %s', async (unit, printed, format) => {
    const figure = { kind: 'figure', value: Number(printed), unit, printed, marks: [] } as const
    const of: Block = { ...table, rows: [cells({ kpi: figure })] }
    const [sheet] = await sheetsOf(documentOf([of], none))
    expect(sheet?.cells?.get('1,0')?.style?.numFmt).toBe(format)
  })

  it('has warnings, and lines to type, beside the other facts', async () => {
    const blocks: ReadonlyArray<Block> = [warning('Beware'), { kind: 'lines', lines: ['a', 'b'] }]
    const sheets = await sheetsOf(documentOf(blocks, none))
    expect(sheets.at(-1)?.rows).toEqual([
      ...[
        ['What', 'Value'],
        ['Title', 'A title'],
        ['Warning', 'Beware'],
      ],
      ...[
        ['', 'a'],
        ['', 'b'],
      ],
    ])
  })

  it('has exactly the values of the records, and no formula regardless of any text', async () => {
    const plain = (value: Scalar): Scalar =>
      typeof value === 'string' && /[^\P{Cc}\n\t]|\p{Cf}|\p{Cs}/u.test(value) ? 'plain' : value
    await fc.assert(
      fc.asyncProperty(arbitraryRecords, async ({ fields, rows }) => {
        const given = rows.map((row) =>
          Object.fromEntries(Object.entries(row).map(([field, value]) => [field, plain(value)])),
        )
        const sheets = await sheetsOf(documentOf([], { fields, rows: given }))
        const data = sheets.find(({ name }) => name === 'Data')
        const read = (data?.rows ?? []).slice(1).map((row) => fields.map((_, i) => row[i] ?? null))
        const wanted = given.map((row) =>
          fields.map((field) => (Object.hasOwn(row, field) ? (row[field] ?? null) : null)),
        )
        // A reader does not count trailing rows of empty cells.
        expect(read).toEqual(wanted.slice(0, read.length))
        expect(
          wanted
            .slice(read.length)
            .flat()
            .filter((value) => value !== null),
        ).toEqual([])
        for (const { cells: all } of sheets)
          for (const cell of all?.values() ?? []) expect(cell.formula).toBeUndefined()
      }),
      { numRuns: runs(100) },
    )
  })

  it('writes any document, the same bytes each time, with a unique name for each sheet', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryDocument, async (make) => {
        const once = await bytesOf(make())
        expect(Buffer.compare(await bytesOf(make()), once)).toBe(0)
        const names = (await sheetsOf(make())).map(({ name }) => name.toLowerCase())
        expect(new Set(names).size).toBe(names.length)
        for (const name of names) expect(name).toMatch(/^[^[\]:*?/\\']{1,31}$/)
      }),
      { numRuns: runs(50) },
    )
  })

  it('has one font, rows as high as their text, and all columns on one page', async () => {
    const long = 'A note of some length. '.repeat(10)
    const rated: RatingValue = {
      ...{ kind: 'rating', code: 'x', label: 'Not Met', grade: 'inadequate', because: null },
    }
    const [sheet] = await sheetsOf(
      documentOf(
        [
          {
            ...{ kind: 'table', empty: '' },
            columns: [column('a', 'A'), column('b', 'B')],
            rows: [cells({ a: text(long), b: rated }), cells({ a: text('short'), b: rated })],
          },
        ],
        none,
      ),
    )
    for (const cell of sheet?.cells?.values() ?? [])
      if (cell.style?.font !== undefined)
        expect(cell.style.font).toMatchObject({ name: 'Calibri', size: 11 })
    expect(sheet?.rowDefs?.get(1)?.height).toBe(60)
    expect(sheet?.rowDefs?.get(2)?.height).toBeUndefined()
    expect(sheet?.pageSetup).toMatchObject({ orientation: 'landscape', fitToWidth: 1 })
  })

  it('says how long a text was if it is too long for a cell', async () => {
    const long = 'x'.repeat(40_000)
    const [facts] = await sheetsOf(
      documentOf([{ kind: 'facts', rows: [{ label: 'Text', value: text(long) }] }], none),
    )
    const cell = String(facts?.rows[2]?.[1])
    expect(cell).toHaveLength(32_767)
    expect(cell).toMatch(/ … \(40000 characters\)$/)
  })
})
