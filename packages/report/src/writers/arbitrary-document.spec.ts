import * as fc from 'fast-check'
import { codePoint } from '../../../../scripts/jest/code-point'
import { noProvenance, type Block, type Document } from '../document/document'
import type { Records, Scalar } from '../document/records'
import type { Column, Row, Table } from '../document/table'
import type { Value } from '../document/value'
import { periodTextInWords } from '../words/period'

const anyText = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom(
    ...['=1+1', '@x', '-', 'a\nb', 'a,b;"c"', 'longer-than-any-column-there-is-room-for', '', ' '],
    ...['日本語の説明', 'e\u0301\u0301', '\u202ereversed', '\u001b[31mred', '👩‍👩‍👧 family', '\ud800'],
  ),
)
const grade = fc.constantFrom(
  ...(['good', 'approaching-target', 'requires-improvement', 'inadequate', 'other'] as const),
)
const marks = fc.subarray(['corrected', 'extrapolated'] as const)
// No answer contains -0, and no workbook can.
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0)

const arbitraryValue: fc.Arbitrary<Value> = fc.oneof(
  anyText.map((text): Value => ({ kind: 'text', text })),
  anyText.map((text): Value => ({ kind: 'reference', text })),
  fc.record({
    kind: fc.constant('figure' as const),
    value: fc.option(number),
    unit: fc.option(anyText),
    printed: anyText,
    marks,
  }),
  fc.record({
    kind: fc.constant('rating' as const),
    code: anyText,
    label: anyText,
    grade,
    because: fc.option(anyText),
  }),
  fc.record({
    kind: fc.constant('target' as const),
    comparator: fc.constantFrom('>=' as const, '<' as const, 'between' as const),
    value: fc.oneof(number, fc.record({ low: number, high: number }), fc.constant(null)),
    marks,
  }),
  fc
    .constantFrom('2016-04', 'FY2016-Q1', 'FY2016')
    .map((period): Value => ({ kind: 'period', period, words: periodTextInWords(period, 4) })),
  fc.constant<Value>({ kind: 'instant', instant: '2016-06-13T09:00:51.000Z' }),
  fc.array(fc.nat(), { maxLength: 4 }).map((revisions): Value => ({ kind: 'events', revisions })),
  fc.nat().map((count): Value => ({ kind: 'count', count })),
  fc.constant<Value>({ kind: 'missing' }),
)

const columnsOf = (groups: ReadonlyArray<string | null>): fc.Arbitrary<ReadonlyArray<Column>> =>
  fc
    .array(anyText, { minLength: groups.length, maxLength: groups.length })
    .map((names) => names.map((name, i) => ({ id: `c${i}`, name, group: groups[i] ?? null })))

const rowOf = (columns: ReadonlyArray<Column>): fc.Arbitrary<Row> =>
  fc.oneof(
    { weight: 1, arbitrary: anyText.map((text): Row => ({ kind: 'heading', text })) },
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant('cells' as const),
        cells: fc.dictionary(fc.constantFrom(...columns.map(({ id }) => id)), arbitraryValue),
        notes: fc.array(
          fc.record({
            group: fc.constantFrom(null, ...columns.map((column) => column.group)),
            text: anyText,
          }),
          { maxLength: 2 },
        ),
      }),
    },
  )

async function* oneByOne<A>(items: ReadonlyArray<A>): AsyncGenerator<A> {
  yield* items
}

/** A table whose rows are all available, or arrive one by one. */
export const arbitraryTable: fc.Arbitrary<{
  readonly table: () => Table
  readonly rows: ReadonlyArray<Row>
}> = fc
  .array(fc.constantFrom(null, null, 'Apr 2016', 'May 2016', 'a name of many words'), {
    minLength: 1,
    maxLength: 9,
  })
  .map((groups) => groups.sort((a, b) => (String(a) < String(b) ? -1 : 1)))
  .chain(columnsOf)
  .chain((columns) =>
    fc
      .record({
        rows: fc.array(rowOf(columns), { maxLength: 8 }),
        empty: anyText,
        streamed: fc.boolean(),
      })
      .map(({ rows, empty, streamed }) => ({
        rows,
        table: (): Table => ({
          ...{ kind: 'table', columns, empty },
          rows: streamed ? oneByOne(rows) : rows,
        }),
      })),
  )

const arbitraryScalar: fc.Arbitrary<Scalar> = fc.oneof(
  anyText,
  number,
  fc.boolean(),
  fc.constant(null),
)

/** Records such as any answer may have. */
export const arbitraryRecords: fc.Arbitrary<
  Records & { readonly rows: ReadonlyArray<Readonly<Record<string, Scalar>>> }
> = fc
  .uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 5 })
  .chain((fields) =>
    fc.record({
      fields: fc.constant(fields),
      rows: fc.array(fc.dictionary(fc.constantFrom(...fields), arbitraryScalar), { maxLength: 6 }),
    }),
  )

const arbitraryBlock: fc.Arbitrary<() => Block> = fc.oneof(
  anyText.map((text) => (): Block => ({ kind: 'heading', text })),
  anyText.map((text) => (): Block => ({ kind: 'paragraph', text })),
  fc
    .record({ kind: fc.constant('note' as const), about: arbitraryValue, text: anyText })
    .map((note) => (): Block => note),
  fc
    .record({
      kind: fc.constant('verdict' as const),
      grade,
      text: anyText,
      detail: fc.option(anyText),
    })
    .map((verdict) => (): Block => verdict),
  fc
    .array(fc.record({ label: anyText, value: arbitraryValue }), { maxLength: 4 })
    .map((rows) => (): Block => ({ kind: 'facts', rows })),
  arbitraryTable.map(({ table }) => table),
)

/** Any document, built again on each call, since its rows may be iterable only once. */
export const arbitraryDocument: fc.Arbitrary<() => Document> = fc
  .record({
    title: anyText,
    verdict: fc.option(
      fc.record({
        kind: fc.constant('verdict' as const),
        grade,
        text: anyText,
        detail: fc.option(anyText),
      }),
    ),
    blocks: fc.array(arbitraryBlock, { maxLength: 4 }),
    ledger: fc.option(fc.record({ size: fc.nat(), root: fc.constant('ab'.repeat(32)) })),
    items: fc.array(fc.jsonValue(), { maxLength: 3 }),
    listed: fc.boolean(),
    records: arbitraryRecords,
  })
  .map(({ title, verdict, blocks, ledger, items, listed, records }) => () => ({
    ...{ title, verdict, records },
    blocks: blocks.map((make) => make()),
    provenance: { ...noProvenance, ledger },
    data: listed
      ? ({ kind: 'list', items: oneByOne(items) } as const)
      : ({ kind: 'value', value: items } as const),
  }))

/** Texts with a special meaning to HTML parsers, or that no text should contain. */
export const hostileText = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ unit: codePoint, maxLength: 20 }),
  fc
    .array(
      fc.constantFrom(
        ...['<script>alert(1)</script>', '</style><script>', '</title>', '<!--', '-->', ']]>'],
        ...[
          '"><img src=x onerror=alert(1)>',
          "' onload='x",
          '&lt;',
          '&#0;',
          '&amp',
          '<svg/onload=x>',
        ],
        ...['</table>', '<td>', '\u202e', '\u0000', '\ud800', '\r', '\u2028', '<!doctype x>', 'a'],
      ),
      { minLength: 1, maxLength: 4 },
    )
    .map((parts) => parts.join('')),
)

/** A writer's whole output as one string; bytes are read as Latin-1. */
export const whole = async (pieces: AsyncIterable<string | Uint8Array>): Promise<string> => {
  let all = ''
  for await (const piece of pieces)
    all += typeof piece === 'string' ? piece : Buffer.from(piece).toString('latin1')
  return all
}
