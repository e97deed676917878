import { facts, noProvenance, dataOf, type Document } from '../document/document'
import { whole } from './arbitrary-document.spec'
import { csvWriter } from './csv'

const surface = { width: 80, colour: false }
const documentOf = (value: string, provenance = noProvenance): Document => ({
  ...{ title: '', verdict: null, blocks: [facts()], provenance, data: dataOf(null) },
  records: { fields: ['a'], rows: [{ a: value }] },
})
const cellOf = async (value: string): Promise<string> =>
  (await whole(csvWriter.write(documentOf(value), surface))).slice('a\r\n'.length, -2)

describe('CSV', () => {
  it.each([
    ...['=', '+', '-', '@', '\uff1d', '\uff0b', '\uff0d', '\uff20'].flatMap((sign) =>
      ['', ' ', '\t', '\n', '\r\n', '\u00a0', '\u3000', '\u200b', '\ufeff', ' \n\u00a0'].map(
        (lead) => `${lead}${sign}SUM(A1)`,
      ),
    ),
    '\tx',
  ])('gives %j an apostrophe, so that no spreadsheet runs it', async (value) => {
    expect((await cellOf(value)).replace(/^"/, '')).toMatch(/^'/)
  })

  it.each(['a=b', '1 - 2', 'a@b.uk', ' plain', ''])('leaves %j as it is', async (value) => {
    expect(await cellOf(value)).toBe(value)
  })

  it.each(['a\nb', 'a\rb', 'a\r\nb', 'a"b', 'a,b'])('keeps %j within one field', async (value) => {
    expect(await cellOf(value)).toBe(`"${value.replaceAll('"', '""')}"`)
  })

  it('begins with a byte order mark if requested', async () => {
    const marked = csvWriter.write(documentOf('é'), { ...surface, byteOrderMark: true })
    expect(await whole(marked)).toBe('\ufeffa\r\né\r\n')
    expect(await cellOf('é')).toBe('é')
  })

  it('states in each record what the answer was drawn from', async () => {
    const drawn = documentOf('x', {
      contract: 'c',
      asAt: { facts: '2016-06-01T00:00:00.000Z', rules: null, revision: 7 },
      ledger: { size: 8, root: 'ab' },
    })
    expect(await whole(csvWriter.write(drawn, surface))).toBe(
      'a,factsAsAt,rulesAsAt,atRevision,ledgerSize,ledgerRoot\r\nx,2016-06-01T00:00:00.000Z,,7,8,ab\r\n',
    )
  })
})
