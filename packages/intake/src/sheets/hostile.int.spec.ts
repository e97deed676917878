import * as E from 'fp-ts/Either'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { fc } from '@kpi-ledger/testing'
import { runs } from '../../../../scripts/jest/runs'
import {
  council,
  longWithDates,
  sheetPerService,
  textNumbers,
  twoHeaderRows,
  wideWithTotals,
} from '../collecting/council-sheets.spec'
import { guessMapping } from '../collecting/guess-mapping'
import { openReturn } from '../collecting/open-return'
import { planReturn } from '../collecting/plan-return'
import { readReturn } from '../collecting/read-return'
import { blankReturn } from '../returns/blank-return'
import { writeReturn } from '../returns/write-return'
import { MAX_FILE } from './limits'
import { mutatedBytes, mutatedText, mutatedXML } from './mutations.spec'

type Parts = Readonly<Record<string, Uint8Array>>

const valid = longWithDates()

/** A workbook with some of its parts replaced or added. */
const withParts = async (change: (parts: Parts) => Parts): Promise<Uint8Array> =>
  zipSync({ ...change(unzipSync(await valid)) }, { level: 0 })

const SHEET = 'xl/worksheets/sheet1.xml'

const withCells = (cells: string) =>
  withParts((parts) => ({
    ...parts,
    [SHEET]: strToU8(
      strFromU8(parts[SHEET] ?? new Uint8Array()).replace(
        /<sheetData>.*<\/sheetData>/s,
        `<sheetData>${cells}</sheetData>`,
      ),
    ),
  }))

/** A workbook whose directory states another unpacked size for a part than it has. */
const withDeclaredSize = async (name: string, size: number): Promise<Uint8Array> => {
  const bytes = Buffer.from(await valid)
  const at = bytes.lastIndexOf(Buffer.from(name))
  bytes.writeUInt32LE(size, at - 46 + 24)
  return bytes
}

/** The part that makes an archive an OpenDocument file. */
const ODS = { mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet') }

const reasonFor = async (bytes: Uint8Array): Promise<string> => {
  const opened = await openReturn(bytes)
  return E.isLeft(opened) ? opened.left.reason : 'opened'
}

describe('a file that is not safe to read is refused by name', () => {
  it.each<[string, () => Promise<Uint8Array>, string]>([
    [
      'macros',
      () => withParts((parts) => ({ ...parts, 'xl/vbaProject.bin': strToU8('code') })),
      'it holds macros (xl/vbaProject.bin)',
    ],
    [
      'links to other workbooks',
      () =>
        withParts((parts) => ({ ...parts, 'xl/externalLinks/externalLink1.xml': strToU8('<a/>') })),
      'it is linked to other workbooks',
    ],
    [
      'embedded files',
      () => withParts((parts) => ({ ...parts, 'xl/embeddings/oleObject1.bin': strToU8('x') })),
      'it holds other files',
    ],
    [
      'entities',
      () =>
        withParts((parts) => ({
          ...parts,
          'xl/workbook.xml': strToU8(
            `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaa"><!ENTITY b "&a;&a;">]>${strFromU8(
              parts['xl/workbook.xml'] ?? new Uint8Array(),
            ).replace(/^<\?xml[^>]*\?>/, '')}`,
          ),
        })),
      'its part xl/workbook.xml declares entities',
    ],
    [
      'a part declared larger than the limit for all parts',
      () => withDeclaredSize(SHEET, 300 * 1024 * 1024),
      'its parts are larger than 256 MB when unpacked',
    ],
    [
      'a part without a stated size',
      () => withDeclaredSize(SHEET, 0),
      'does not say how large it is',
    ],
    [
      'a part larger than declared',
      () => withDeclaredSize(SHEET, 10),
      'it is damaged: Decompressed size exceeds limit',
    ],
    [
      'thousands of parts',
      () =>
        withParts((parts) => ({
          ...parts,
          ...Object.fromEntries(
            Array.from({ length: 2_100 }, (_, i) => [`x/${String(i)}`, new Uint8Array(1)]),
          ),
        })),
      'it has more than 2000 parts',
    ],
    [
      'a column beyond the last one of spreadsheets',
      () => withCells('<row r="1"><c r="ZZZZ1"><v>1</v></c></row>'),
      'outside the supported sheet bounds',
    ],
    [
      'two cells in far corners',
      () =>
        withCells(
          '<row r="1"><c r="A1"><v>1</v></c></row><row r="900000"><c r="XFD900000"><v>1</v></c></row>',
        ),
      'its sheets span more than 5000000 cells',
    ],
    [
      'more cells than the limit',
      () =>
        withCells(
          '<row r="1"><c r="A1"><v>1</v></c></row><row r="900000"><c r="H900000"><v>1</v></c></row>',
        ),
      'its sheets span more than 5000000 cells',
    ],
    [
      'a cell repeated over more cells than the limit',
      () =>
        Promise.resolve(
          zipSync({
            ...ODS,
            'content.xml': strToU8(
              '<office:document-content><office:body><office:spreadsheet><table:table table:name="S"><table:table-row table:number-rows-repeated="100000"><table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="60"/></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>',
            ),
          }),
        ),
      'its sheets span more than 5000000 cells',
    ],
    [
      'an archive of something else',
      () => Promise.resolve(zipSync({ 'a.txt': strToU8('a') })),
      'not an XLSX or ODS',
    ],
    ['an old workbook', () => Promise.resolve(Buffer.from('d0cf11e0a1b11ae1', 'hex')), '.xls'],
    [
      'a deeply nested document',
      () =>
        Promise.resolve(
          zipSync({
            ...ODS,
            'content.xml': strToU8(
              `<office:document-content><office:body><office:spreadsheet><table:table table:name="S"><table:table-row><table:table-cell office:value-type="string"><text:p>${'<a>'.repeat(50_000)}${'</a>'.repeat(50_000)}</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>`,
            ),
          }),
        ),
      'it is damaged',
    ],
  ])('%s', async (_, make, says) => {
    expect(await reasonFor(await make())).toContain(says)
  })

  it('a workbook that never ends is refused where it becomes too long', async () => {
    const endless = function* (): Generator<Uint8Array, void, undefined> {
      yield Buffer.from('PK\u0003\u0004')
      for (const piece = new Uint8Array(MAX_FILE / 64); ;) yield piece
    }
    expect(await openReturn(endless())).toMatchObject(
      E.left({ reason: 'it is larger than 256 MB' }),
    )
  })

  it('CSV that never ends has a fault where it becomes too long', async () => {
    const endless = function* (): Generator<Uint8Array, void, undefined> {
      yield Buffer.from(`Ref,Figure\n${`WA2,${'5'.repeat(1_000)}\n`.repeat(100)}`)
      for (;;) yield new Uint8Array(MAX_FILE)
    }
    const opened = await openReturn(endless())
    if (E.isLeft(opened)) throw new Error(opened.left.reason)
    const mapping = { kpi: 'Ref', for: '2016-06', figure: 'Figure' }
    const { faults } = await readReturn(opened.right, council, mapping)
    expect(faults.at(-1)?.message).toBe('the file is larger than 256 MB')
  })

  it.each([
    ['in a first row that is too wide', ','.repeat(20_000), 'more than 16384 columns'],
    ['below hundreds of empty rows', `${'\n'.repeat(300)}Ref,Figure\n`, 'rows are empty'],
  ])('CSV has a fault %s', async (_, text, says) => {
    const opened = await openReturn(Buffer.from(text))
    if (E.isLeft(opened)) throw new Error(opened.left.reason)
    const mapping = { kpi: 'Ref', for: '2016-06', figure: 'Figure' }
    const { faults } = await readReturn(opened.right, council, mapping)
    expect(faults.map(({ message }) => message)).toEqual([expect.stringContaining(says)])
  })

  it.each([
    ['a hundred thousand columns', ','.repeat(100_000), 'more than 16384 columns'],
    [
      'a cell of more than a million characters',
      `a,"${'b'.repeat(1_100_000)}"`,
      'longer than 1048576 characters',
    ],
    [
      'a quote that is not closed',
      `a,"${'b\n'.repeat(2_000_000)}`,
      'longer than 1048576 characters',
    ],
  ])('CSV with %s has a fault at that row', async (_, text, says) => {
    const opened = await openReturn(Buffer.from(`Ref,Period,Figure\n${text}`))
    if (E.isLeft(opened)) throw new Error(opened.left.reason)
    const { faults } = await readReturn(opened.right, council, {
      kpi: 'A',
      for: '2016-06',
      figure: 'C',
    })
    expect(faults).toContainEqual({
      ...{ sheet: null, cell: expect.stringMatching(/^A[12]$/) as unknown },
      message: expect.stringContaining(says) as unknown,
    })
  })
})

describe('the encoding of CSV', () => {
  const text = 'Ref,Period,Figure\nWA2,Apr-16,£5\n'
  const utf16 = (mark: string) => Buffer.from(`${mark}${text}`, 'utf16le')
  const bigEndian = (bytes: Buffer): Buffer => Buffer.from(bytes).swap16()
  const mapping = { kpi: 'Ref', period: 'Period', figure: 'Figure' }

  it.each<[string, Uint8Array, object]>([
    ['UTF-8', Buffer.from(text), {}],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${text}`), {}],
    ['UTF-16 with its mark', utf16('\ufeff'), {}],
    ['big-endian UTF-16', bigEndian(utf16('\ufeff')), {}],
    ['UTF-16 that was declared', utf16(''), { encoding: 'utf-16le' }],
    ['windows-1252 that was declared', Buffer.from(text, 'latin1'), { encoding: 'windows-1252' }],
    [
      'tabs, as spreadsheets write Unicode text',
      Buffer.from(`\ufeff${text.replaceAll(',', '\t')}`, 'utf16le'),
      {},
    ],
    ['semicolons', Buffer.from(text.replaceAll(',', ';')), {}],
  ])('is read as %s', async (_, bytes, options) => {
    const opened = await openReturn(bytes, options)
    if (E.isLeft(opened)) throw new Error(opened.left.reason)
    const { figures, faults } = await readReturn(opened.right, council, mapping)
    expect([figures.map(({ outcome }) => outcome), faults]).toEqual([
      [{ kind: 'measured', value: 5 }],
      [],
    ])
  })

  it('is never guessed', async () => {
    const opened = await openReturn(Buffer.from(text, 'latin1'))
    if (E.isLeft(opened)) throw new Error(opened.left.reason)
    const { faults } = await readReturn(opened.right, council, mapping)
    expect(faults[0]).toEqual({
      ...{ sheet: null, cell: 'C2' },
      message: expect.stringContaining('give --encoding windows-1252') as unknown,
    })
    expect(await reasonFor(utf16(''))).toContain('UTF-16 without a byte order mark')
    const contradicted = await openReturn(utf16('\ufeff'), { encoding: 'windows-1252' })
    expect(contradicted).toMatchObject({
      left: { reason: expect.stringContaining('says utf-16le') as unknown },
    })
  })
})

/** Does everything that can be done with a file, whatever its contents. */
const survived = async (bytes: Uint8Array): Promise<void> => {
  const source = { file: 'x', sha256: '0'.repeat(64) }
  const first = await openReturn(bytes)
  if (E.isLeft(first)) {
    expect(first.left.reason.length).toBeGreaterThan(5)
    return
  }
  const proposed = guessMapping(first.right, council)
  const mapping = E.isRight(proposed) ? proposed.right.mapping : null
  for (const each of [null, mapping, { kpi: 'A', for: '2016-06', figure: 'C' }]) {
    const opened = await openReturn(bytes)
    if (E.isLeft(opened)) throw new Error('it was opened before')
    const read = await readReturn(opened.right, council, each)
    for (const { message, cell } of read.faults) expect([message, cell]).not.toContain('')
    planReturn(council, read, { source, reason: 'again' })
  }
}

describe('a mutated file', () => {
  const blank = blankReturn(council, { kind: 'month', year: 2016, month: 6 })
  if (E.isLeft(blank)) throw new Error('no return')
  const made = Promise.all([
    longWithDates(),
    wideWithTotals(),
    twoHeaderRows(),
    sheetPerService(),
    writeReturn(blank.right, 'xlsx'),
  ])

  it('is read or refused, and never throws: a workbook with other XML', async () => {
    const files = fc.oneof(...(await made).map(mutatedXML))
    await fc.assert(fc.asyncProperty(files, survived), { numRuns: runs(150) })
  })

  it('is read or refused, and never throws: a workbook with other bytes', async () => {
    const files = fc.oneof(...(await made).map(mutatedBytes))
    await fc.assert(fc.asyncProperty(files, survived), { numRuns: runs(100) })
  })

  it('is read or refused, and never throws: CSV', async () => {
    const files = mutatedText(textNumbers())
    await fc.assert(fc.asyncProperty(files, survived), { numRuns: runs(300) })
  })
})
