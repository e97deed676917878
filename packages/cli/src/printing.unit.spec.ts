import type { Writer } from '@kpi-ledger/report'
import * as E from 'fp-ts/Either'
import { printingOf, type PrintingAsked } from './printing'

const writer = (name: string, extension: string, isBinary: boolean): Writer => ({
  ...{
    name,
    extension,
    isBinary,
    about: '',
    showsProof: false,
    showsBackground: false,
  },
  write: async function* () {
    yield new Uint8Array([0])
  },
})
const writers = [
  writer('table', '.txt', false),
  writer('csv', '.csv', false),
  writer('workbook', '.xlsx', true),
] as const
const plain: PrintingAsked = { format: null, out: null, bom: false, isTerminal: false }
const chosen = (asked: Partial<PrintingAsked>) => printingOf(writers, { ...plain, ...asked })

describe('how an answer is printed', () => {
  it.each<[Partial<PrintingAsked>, string, boolean]>([
    [{}, 'table', false],
    [{ out: 'a.csv' }, 'csv', true],
    [{ out: 'A.CSV' }, 'csv', true],
    [{ out: 'a.csv.gz' }, 'table', false],
    [{ out: 'a.xlsx' }, 'workbook', false],
    [{ out: 'a.csv', format: 'table' }, 'table', false],
    [{ out: 'a.txt', format: 'csv' }, 'csv', false],
    [{ format: 'csv' }, 'csv', false],
    [{ format: 'csv', bom: true }, 'csv', true],
    [{ out: 'a.txt', format: 'csv', bom: true }, 'csv', true],
    [{ out: 'a.csv', format: 'checkpoint' }, 'checkpoint', false],
    [{ format: 'workbook' }, 'workbook', false],
    [{ out: 'a.bin', format: 'workbook', isTerminal: true }, 'workbook', false],
  ])('%j: %s, with a byte order mark: %s', (asked, format, byteOrderMark) => {
    const writer = writers.find(({ name }) => name === format) ?? writers[0]
    expect(chosen(asked)).toEqual(
      E.right({
        ...{ format, writer, byteOrderMark, showsProof: false, showsBackground: false },
      }),
    )
  })

  it.each<[Partial<PrintingAsked>, string]>([
    [
      { format: 'workbook', isTerminal: true },
      '--format workbook is not text; write it to a file with --out FILE.xlsx',
    ],
    [{ bom: true }, '--bom is for CSV, not for table; omit it, or pass --format csv'],
  ])('%j is refused: %s', (asked, message) => {
    expect(chosen(asked)).toEqual(E.left({ status: 2, message }))
  })
})
