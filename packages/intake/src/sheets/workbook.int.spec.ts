import * as E from 'fp-ts/Either'
import { strToU8, zipSync } from 'fflate'
import { MAX_COLUMNS, MAX_SHEETS } from './limits'
import { addressOf, textOf, type CellContent, type Sheet } from './sheet'
import { readWorkbook } from './workbook'

const contentsOf = async (bytes: Uint8Array): Promise<Readonly<Record<string, CellContent>>> => {
  const read = await readWorkbook(bytes)
  if (E.isLeft(read)) throw new Error(read.left.reason)
  const cells: Record<string, CellContent> = {}
  for await (const rows of (read.right[0] as Sheet).rows)
    for (const { row, cells: contents } of rows)
      for (const [column, content] of contents.entries())
        if (textOf(content) !== '') cells[addressOf(row, column)] = content
  return cells
}

const ods = (rows: string, styles = ''): Uint8Array =>
  zipSync({
    mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet'),
    'content.xml': strToU8(
      `<office:document-content>${styles}<office:body><office:spreadsheet><table:table table:name="S">${rows}</table:table></office:spreadsheet></office:body></office:document-content>`,
    ),
  })

const cell = (attributes: string, text: string): string =>
  `<table:table-cell ${attributes}><text:p>${text}</text:p></table:table-cell>`

describe('readWorkbook', () => {
  it('reads all rows of an ODS workbook, each cell as the type it states', async () => {
    const rows = [
      `<table:table-row>${cell('office:value-type="string"', 'Title')}</table:table-row>`,
      `<table:table-header-rows><table:table-row>${cell('office:value-type="string"', 'Ref')}</table:table-row></table:table-header-rows>`,
      `<table:table-row-group table:display="true"><table:table-row>${cell('table:style-name="ce1" office:value-type="percentage" office:value="0.955"', '96%')}${cell('office:value-type="currency" office:currency="EUR" office:value="5"', '€5')}</table:table-row></table:table-row-group>`,
      `<table:table-row>${cell('office:value-type="float" office:value="0.07"', '0.1')}${cell('office:value-type="date" office:date-value="2016-06-30"', '30/06/16')}</table:table-row>`,
    ]
    expect(await contentsOf(ods(rows.join('')))).toEqual({
      A1: { kind: 'text', text: 'Title' },
      A2: { kind: 'text', text: 'Ref' },
      A3: { kind: 'number', value: 0.955, format: expect.stringContaining('%') as unknown },
      B3: { kind: 'number', value: 5, format: expect.stringContaining('€') as unknown },
      A4: { kind: 'number', value: 0.07, format: '' },
      B4: { kind: 'date', year: 2016, month: 6, day: 30 },
    })
  })

  it('M17 takes no money for pounds that are not, and keeps styles of the workbook’s own', async () => {
    const money = cell('office:value-type="currency" office:currency="CHF" office:value="5"', '5')
    const rows = `<table:table-row>${money}</table:table-row>`
    const own = '<office:automatic-styles><style:style style:name="ce1"/></office:automatic-styles>'
    for (const styles of ['', own])
      expect(await contentsOf(ods(rows, styles))).toEqual({
        A1: { kind: 'number', value: 5, format: expect.stringContaining('$') as unknown },
      })
  })

  it('refuses a workbook of too many sheets, or of a row that is too wide', async () => {
    const { writeXlsx } = await import('hucre/xlsx')
    const sheets = Array.from({ length: MAX_SHEETS }, (_, i) => ({
      name: `S${String(i)}`,
      rows: [],
    }))
    expect(await readWorkbook(await writeXlsx({ sheets }))).toMatchObject(
      E.left({ reason: `it has ${String(MAX_SHEETS)} sheets or more` }),
    )
    const wide = `<table:table-row>${cell('office:value-type="string"', 'a').repeat(MAX_COLUMNS + 1)}</table:table-row>`
    expect(await readWorkbook(ods(wide))).toMatchObject(
      E.left({ reason: `sheet "S" has more than ${String(MAX_COLUMNS)} columns` }),
    )
  })

  it('has a truth value as one, and a formula that was never worked out as an empty text', async () => {
    const { writeXlsx } = await import('hucre/xlsx')
    const cells = new Map([['0,1', { type: 'formula' as const, value: null, formula: '1+1' }]])
    const bytes = await writeXlsx({ sheets: [{ name: 'S', rows: [[true, null]], cells }] })
    const read = await readWorkbook(bytes)
    if (E.isLeft(read)) throw new Error(read.left.reason)
    const all: Array<unknown> = []
    for await (const rows of (read.right[0] as Sheet).rows)
      all.push(...rows.map((row) => row.cells))
    expect(all).toEqual([
      [
        { kind: 'boolean', value: true },
        { kind: 'text', text: '' },
      ],
    ])
  })

  it.each(['1900', '1904'] as const)('reads dates of the %s calendar', async (dateSystem) => {
    const { writeXlsx } = await import('hucre/xlsx')
    const bytes = await writeXlsx({
      dateSystem,
      sheets: [
        {
          name: 'S',
          rows: [[new Date('2016-06-30T00:00:00.000Z'), 7]],
          cells: new Map([['0,0', { style: { numFmt: 'mmm-yy' } }]]),
        },
      ],
    })
    expect(await contentsOf(bytes)).toEqual({
      A1: { kind: 'date', year: 2016, month: 6, day: 30 },
      B1: { kind: 'number', value: 7, format: expect.any(String) as unknown },
    })
  })

  it('takes the value stored with a formula, and names errors', async () => {
    const { writeXlsx } = await import('hucre/xlsx')
    const formula = (formulaText: string, result: string | number) => ({
      ...{ type: 'formula' as const, value: result },
      ...{ formula: formulaText, formulaResult: result },
    })
    const bytes = await writeXlsx({
      sheets: [
        {
          name: 'S',
          rows: [[null, null, 'text']],
          cells: new Map([
            ['0,0', formula('1.1*100', 110.00000000000001)],
            ['0,1', formula('1/0', '#DIV/0!')],
          ]),
        },
      ],
    })
    expect(await contentsOf(bytes)).toEqual({
      A1: { kind: 'number', value: 110.00000000000001, format: expect.any(String) as unknown },
      B1: { kind: 'error', text: '#DIV/0!' },
      C1: { kind: 'text', text: 'text' },
    })
  })

  it('names a date that no calendar has as an error', async () => {
    const { writeXlsx } = await import('hucre/xlsx')
    const cells = new Map([['0,0', { style: { numFmt: 'mmm-yy' } }]])
    const bytes = await writeXlsx({ sheets: [{ name: 'S', rows: [[1e17]], cells }] })
    expect(await contentsOf(bytes)).toEqual({ A1: { kind: 'error', text: '#NUM!' } })
  })

  it('refuses an ODS workbook that does not say that it is one', async () => {
    const bytes = zipSync({ 'content.xml': strToU8('<office:document-content/>') })
    expect(await readWorkbook(bytes)).toMatchObject(
      E.left({ reason: expect.stringContaining("missing 'mimetype'") as unknown }),
    )
  })
})
