import { stripVTControlCharacters } from 'node:util'
import { parse as parseCsv } from 'csv-parse/sync'
import * as fc from 'fast-check'
import type { Chart } from '../charts/chart'
import { dataOf, facts, noProvenance, type Document } from '../document/document'
import { cells, column, grouped, headingRow, stackable, type Table } from '../document/table'
import { marksOf, reference, text, valueInWords, type Value } from '../document/value'
import { MARKS } from '../words/mark'
import { visible } from '../words/visible'
import { widthOf } from '../words/width'
import {
  arbitraryDocument,
  arbitraryRecords,
  arbitraryTable,
  whole,
} from './arbitrary-document.spec'
import { csvWriter } from './csv'
import { jsonWriter } from './json'
import { svgWriter } from './svg/svg'
import { terminalWriter } from './terminal/terminal'
import { writers } from './writers'

const plain = { width: 80, colour: false }

const documentOf = (table: Table): Document => ({
  ...{ title: '', verdict: null, blocks: [table], provenance: noProvenance },
  data: dataOf(null),
  records: { fields: [], rows: [] },
})

const printed = (table: Table, width: number): Promise<string> =>
  whole(terminalWriter.write(documentOf(table), { width, colour: false }))

const wordsIn = (words: string): ReadonlyArray<string> =>
  visible(words)
    .split(' ')
    .filter((word) => word !== '')

describe.each([...writers, svgWriter].map((writer) => [writer.name, writer] as const))(
  '%s',
  (_, writer) => {
    it('writes any document, on any surface', async () => {
      await fc.assert(
        fc.asyncProperty(
          arbitraryDocument,
          fc.integer({ min: 1, max: 200 }),
          fc.boolean(),
          async (make, width, colour) => {
            expect(typeof (await whole(writer.write(make(), { width, colour })))).toBe('string')
          },
        ),
      )
    })
  },
)

describe('table', () => {
  it('has no line wider than requested, unless it is a word that cannot be broken', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryDocument, fc.integer({ min: 1, max: 160 }), async (make, width) => {
        const out = await whole(terminalWriter.write(make(), { width, colour: false }))
        const wide = out.split('\n').filter((line) => widthOf(line) > width)
        const unbroken = (line: string): boolean => {
          const word = line.trimStart()
          const marked = word.replace(/( \*)?( †)?( \*)?$/, '')
          return !marked.includes(' ') || wholes.has(marked)
        }
        const wholes = new Set(await unbrokenTextsIn(make()))
        expect(wide.filter((line) => !unbroken(line))).toEqual([])
      }),
    )
  })

  it('drops no word of a cell, a note or a heading at any width', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryTable, fc.integer({ min: 1, max: 200 }), async (made, width) => {
        const out = await printed(made.table(), width)
        const missing = made.rows.flatMap((row) => {
          if (row.kind === 'heading') return wordsIn(row.text).filter((word) => !out.includes(word))
          const values = Object.values(row.cells).flatMap((value) => [
            ...wordsIn(valueInWords(value)),
            ...marksOf(value).map((mark) => MARKS[mark][0]),
          ])
          const notes = row.notes.flatMap((note) => wordsIn(note.text))
          return [...values, ...notes].filter((word) => !out.includes(word))
        })
        expect(missing).toEqual([])
      }),
    )
  })

  it('has the same words with colour as without', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryDocument,
        fc.integer({ min: 10, max: 160 }),
        async (make, width) => {
          const coloured = await whole(terminalWriter.write(make(), { width, colour: true }))
          const bare = await whole(terminalWriter.write(make(), { width, colour: false }))
          expect(bare).not.toContain('\u001b')
          expect(stripVTControlCharacters(coloured)).toBe(bare)
        },
      ),
    )
  })

  const columns = [
    column('kpi', 'KPI'),
    column('description', 'Description'),
    ...grouped('Apr 2016', ['target', 'Target'], ['rating', 'Rating']),
  ]
  const description = 'Achievement of the in-year Council Tax collection rate target'
  const rating = { kind: 'rating', code: 'x', label: 'Not Met', grade: 'other' } as const
  const row = cells(
    {
      kpi: reference('R&B-K-001'),
      description: text(description),
      target: text('>= 11.36'),
      rating: { ...rating, because: '0.4 below' },
    },
    [{ group: null, text: 'a note' }],
  )
  const table = {
    kind: 'table',
    columns,
    rows: [headingRow('Revenues'), row],
    empty: 'none',
  } as const

  it.each([
    [
      120,
      `                                                                          Apr 2016
KPI        Description                                                    Target    Rating
Revenues
R&B-K-001  ${description}  >= 11.36  Not Met: 0.4 below
  a note
`,
    ],
    [
      60,
      `                                   Apr 2016
KPI        Description             Target    Rating
Revenues
R&B-K-001  Achievement of the      >= 11.36  Not Met: 0.4
           in-year Council Tax               below
           collection rate target
  a note
`,
    ],
    [
      20,
      `Revenues
KPI: R&B-K-001
  Description:
    Achievement of
    the in-year
    Council Tax
    collection rate
    target
  Apr 2016,
    Target: >= 11.36
  Apr 2016,
    Rating: Not Met:
    0.4 below
  a note
`,
    ],
  ])(
    'lays a table out in %d columns, or as a list if they are too few',
    async (width, expected) => {
      expect(await printed(table, width)).toBe(expected)
    },
  )

  it('stacks the columns of a group, then splits groups into separate tables', async () => {
    const months = ['April', 'May', 'June']
    const valuesOf = (month: string): ReadonlyArray<{ id: string; value: Value }> => [
      { id: `${month} figure`, value: text(`figure of ${month}`) },
      { id: `${month} rating`, value: text(`rating of ${month}`) },
    ]
    const many = {
      kind: 'table',
      columns: [
        column('kpi', 'KPI'),
        ...months.flatMap((month) =>
          grouped(month, [`${month} figure`, 'Figure'], [`${month} rating`, 'Rating']),
        ),
      ],
      rows: [
        cells(
          Object.fromEntries(
            [{ id: 'kpi', value: reference('K-1') }, ...months.flatMap(valuesOf)].map(
              ({ id, value }): [string, Value] => [id, value],
            ),
          ),
          [{ group: 'May', text: 'seen' }],
        ),
      ],
      empty: '',
    } as const
    expect(await printed(many, 64)).toBe(`KPI  April            May            June
     Figure           Figure         Figure
     Rating           Rating         Rating
K-1  figure of April  figure of May  figure of June
     rating of April  rating of May  rating of June
  May: seen
`)
    expect(await printed(many, 34)).toBe(`KPI  April           May
     Figure          Figure
     Rating          Rating
K-1  figure of       figure of May
     April           rating of May
     rating of
     April
  May: seen

KPI  June
     Figure
     Rating
K-1  figure of June
     rating of June
`)
  })

  it('stacks columns that can be narrow, so that a sentence beside them is readable', async () => {
    const says = 'said in so many words that it takes more than a line to say them all'
    const said = {
      kind: 'table',
      columns: [
        column('event', 'Rev.'),
        ...stackable('event', ['at', 'Recorded at'], ['type', 'Event']),
        column('says', 'Says'),
      ],
      rows: [
        cells({
          event: text('7'),
          at: text('2016-06-13T09:00:00Z'),
          type: text('ContractRegistered'),
          says: text(says),
        }),
      ],
      empty: '',
    } as const
    expect(await printed(said, 66)).toBe(`Rev.  Recorded at           Says
      Event
7     2016-06-13T09:00:00Z  said in so many words that it takes
      ContractRegistered    more than a line to say them all
`)
    const wide = await printed(said, 120)
    expect(wide.split('\n')).toHaveLength(3)
    expect(wide).toMatch(/^Rev\. {2}Recorded at {11}Event {15}Says\n/)
  })

  it('prints rows as they arrive, and one that does not fit as a list', async () => {
    let pulled = 0
    const late =
      'a-reference-that-is-wider-than-the-whole-of-the-table-and-so-cannot-be-in-a-column-of-it'
    const rows = function* () {
      for (let i = 0; i < 2000; i++) {
        pulled++
        yield cells({ kpi: reference(i === 1500 ? late : `K-${i}`), description: text('one') })
      }
    }
    const streamed = { ...table, columns: columns.slice(0, 2), rows: { [Symbol.iterator]: rows } }
    const lines: Array<string> = []
    for await (const piece of terminalWriter.write(documentOf(streamed), plain)) {
      if (lines.push(piece) === 1) expect(pulled).toBe(1000)
    }
    expect(lines).toHaveLength(2003)
    expect([1, 1000, 1001, 1501, 1502, 1503, 1504].map((i) => lines[i])).toEqual([
      ...['K-0    one\n', 'K-999  one\n', 'K-1000  one\n'],
      ...['KPI:\n', `    ${late}\n`, '  Description: one\n', 'K-1501  one\n'],
    ])
  })

  it('prints rows that arrive later as lists too where the first did not fit side by side', async () => {
    const rows = Array.from({ length: 1001 }, (_, i) =>
      cells({ kpi: reference(`K-${String(i)}`), description: text('something') }),
    )
    const out = await printed({ ...table, columns: columns.slice(0, 2), rows }, 8)
    expect(out.trimEnd().split('\n').slice(-6)).toEqual([
      ...[
        '  Description:',
        '    something',
        'KPI:',
        '    K-1000',
        '  Description:',
        '    something',
      ],
    ])
  })

  it('has nothing after the label of a fact without text', async () => {
    const blocks: Document['blocks'] = [
      facts(['Signed off', text('')], ['Supplier', text('Serco')]),
    ]
    const document = { ...documentOf({ ...table, rows: [] }), blocks }
    expect(await whole(terminalWriter.write(document, plain))).toBe(
      'Signed off\nSupplier    Serco\n',
    )
  })

  it('has headings alone where there are no rows between them', async () => {
    expect((await printed({ ...table, rows: [headingRow('Contact')] }, 80)).split('\n')).toContain(
      'Contact',
    )
  })

  it('leaves cells without text out of a list', async () => {
    const listed = {
      ...table,
      columns: [column('kpi', 'KPI'), column('about', 'About')],
      rows: [cells({ kpi: text('K-10000'), about: text('') })],
    }
    expect(await printed(listed, 6)).not.toContain('About')
  })

  it('keeps a percent sign with its number at the end of a line', async () => {
    const said = {
      ...table,
      columns: [column('kpi', 'KPI')],
      rows: [cells({ kpi: text('is 56.5 % of') })],
    }
    expect(await printed(said, 8)).toBe('KPI:\n    is\n    56.5 %\n    of\n')
    const listed = { ...said, rows: [cells({ kpi: text('to 5 %, from 6 %; %age') })] }
    expect(await printed(listed, 8)).toBe('KPI:\n    to\n    5 %,\n    from\n    6 %;\n    %age\n')
  })

  it('prints warnings and lines as they are, and no chart', async () => {
    const chart: Chart = {
      ...{ kind: 'chart', id: 'x', title: 'A chart', description: 'Of nothing', picture: null },
      ...{ columns: [], rows: [] },
    }
    const blocks: Document['blocks'] = [
      { kind: 'warning', text: 'Beware of what follows' },
      { kind: 'lines', lines: ['one  two', '\u202e'] },
      chart,
    ]
    const document = { ...documentOf({ kind: 'table', columns: [], rows: [], empty: '' }), blocks }
    expect((await whole(terminalWriter.write(document, { width: 14, colour: false }))).trim()).toBe(
      ['! Beware of', '  what follows', '  one  two', '  \\u{202e}'].join('\n'),
    )
  })

  it('prints the text for an empty table if there are no rows', async () => {
    expect(await printed({ ...table, rows: [] }, 80)).toBe('none\n')
  })

  it('spells out what is invisible, and explains the symbols', async () => {
    const marked: Value = {
      ...{ kind: 'figure', value: 1, unit: null },
      ...{ printed: '1\u202e2\n3', marks: ['corrected', 'extrapolated'] },
    }
    const one = { ...table, columns: [column('kpi', 'KPI')], rows: [cells({ kpi: marked })] }
    expect(await printed(one, 80)).toBe(
      'KPI\n1\\u{202e}2 3 † *\n\n† corrected after it was first recorded\n* target stated for later months only\n',
    )
  })
})

/** The texts of a document that must never be broken. */
async function unbrokenTextsIn({ blocks }: Document): Promise<ReadonlyArray<string>> {
  const values: Array<Value> = []
  for (const block of blocks) {
    if (block.kind === 'facts') values.push(...block.rows.map(({ value }) => value))
    if (block.kind !== 'table') continue
    for await (const row of block.rows)
      if (row.kind === 'cells') values.push(...Object.values(row.cells))
  }
  return values
    .filter(({ kind }) => ['reference', 'target', 'period'].includes(kind))
    .map((value) => visible(valueInWords(value)).trimStart())
}

describe('csv', () => {
  const isFormula = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/

  it('reads back as the same values', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryRecords, async (records) => {
        const document = {
          ...documentOf({ kind: 'table', columns: [], rows: [], empty: '' }),
          records,
        }
        const out = await whole(csvWriter.write(document, plain))
        const read: unknown = parseCsv(out, { record_delimiter: '\r\n', relax_column_count: true })
        const wanted = records.rows.map((row) =>
          records.fields.map((field) => {
            const value = new Map(Object.entries(row)).get(field) ?? null
            if (typeof value !== 'string') return value === null ? '' : String(value)
            const formed = value.toWellFormed()
            return isFormula.test(formed) ? `'${formed}` : formed
          }),
        )
        expect(read).toEqual([records.fields, ...wanted])
      }),
    )
  })

  it('writes records as they arrive, and just a header if there are none', async () => {
    let pulled = 0
    const rows = function* () {
      while (pulled < 2000) yield { n: pulled++ }
    }
    const document = documentOf({ kind: 'table', columns: [], rows: [], empty: '' })
    const records = { fields: ['n'], rows: { [Symbol.iterator]: rows } }
    const written = csvWriter.write({ ...document, records }, plain)
    const pieces = written[Symbol.asyncIterator]()
    expect(await pieces.next()).toEqual({ done: false, value: 'n\r\n' })
    expect(await pieces.next()).toMatchObject({ done: false })
    expect(pulled).toBe(500)
    expect(
      await whole(csvWriter.write({ ...document, records: { fields: ['n'], rows: [] } }, plain)),
    ).toBe('n\r\n')
  })
})

describe('json', () => {
  it('is what JSON.stringify writes, although lists are written item by item', async () => {
    const field = fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue()), fc.constant(undefined))
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.string(), field, { noNullPrototype: true }),
        async (answer) => {
          const document = documentOf({ kind: 'table', columns: [], rows: [], empty: '' })
          const written = jsonWriter.write({ ...document, data: dataOf(answer) }, plain)
          expect(await whole(written)).toBe(`${JSON.stringify(answer, null, 2)}\n`)
        },
      ),
    )
  })

  it('is that of the answer, with a list written item by item', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue(), { maxLength: 5 }), async (items) => {
        const document = documentOf({ kind: 'table', columns: [], rows: [], empty: '' })
        const expected = `${JSON.stringify(items, null, 2)}\n`
        const value = { ...document, data: dataOf(items) }
        const list = { ...document, data: { kind: 'list', items } } as const
        expect(await whole(jsonWriter.write(value, plain))).toBe(expected)
        expect(await whole(jsonWriter.write(list, plain))).toBe(expected)
      }),
    )
  })
})
