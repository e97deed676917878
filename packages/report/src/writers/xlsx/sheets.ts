import type { WriteSheet } from 'hucre/xlsx' with { 'resolution-mode': 'import' }
import type { Document, Provenance } from '../../document/document'
import type { Scalar } from '../../document/records'
import type { Column, Row } from '../../document/table'
import { text, valueInWords } from '../../document/value'
import type { CollectedBlock, CollectedTable } from '../collected'
import { cellOf, scalarCell, textOf, type SheetCell } from './cell'

/** Cells by row, the header first. */
export interface Grid {
  readonly name: string
  readonly rows: ReadonlyArray<ReadonlyArray<SheetCell>>
}

const words = (value: string): SheetCell => cellOf(text(value))

const headerOf = ({ group, name }: Column): string => (group === null ? name : `${group}: ${name}`)

/** A table without headings across: what they say stands in a column before each row. */
export const tableGrid = ({ columns, rows, caption }: CollectedTable): Grid => {
  const isSectioned = rows.some(({ kind }) => kind === 'heading')
  const isNoted = rows.some((row) => row.kind === 'cells' && row.notes.length > 0)
  const lines: Array<ReadonlyArray<SheetCell>> = [
    [
      ...(isSectioned ? ['Section'] : []),
      ...columns.map(headerOf),
      ...(isNoted ? ['Notes'] : []),
    ].map(words),
  ]
  let section = ''
  for (const row of rows) {
    if (row.kind === 'heading') section = row.text
    else
      lines.push([
        ...(isSectioned ? [words(section)] : []),
        ...columns.map(({ id }) => valueCell(row, id)),
        ...(isNoted ? [words(notesOf(row))] : []),
      ])
  }
  return { name: caption, rows: lines }
}

const valueCell = (row: Row, id: string): SheetCell => {
  const value = row.kind === 'cells' && Object.hasOwn(row.cells, id) ? row.cells[id] : undefined
  return value === undefined ? { value: null } : cellOf(value)
}

const notesOf = (row: Row): string =>
  row.kind === 'heading'
    ? ''
    : row.notes
        .map(({ group, text: said }) => (group === null ? said : `${group}: ${said}`))
        .join('\n')

/** The records of an answer: a row each, with exactly the values of its JSON. */
export const recordsGrid = (
  fields: ReadonlyArray<string>,
  rows: ReadonlyArray<Readonly<Record<string, Scalar>>>,
): Grid => ({
  name: 'Data',
  rows: [
    fields.map(words),
    ...rows.map((row) =>
      fields.map((field) => scalarCell(Object.hasOwn(row, field) ? (row[field] ?? null) : null)),
    ),
  ],
})

type Fact = readonly [label: string, value: SheetCell]

const blockFacts = (block: CollectedBlock): ReadonlyArray<Fact> => {
  switch (block.kind) {
    case 'heading':
      return [[block.text, words('')]]
    case 'paragraph':
      return [['', words(block.text)]]
    case 'verdict':
      return [[block.text, words(block.detail ?? '')]]
    case 'note':
      return [[valueInWords(block.about), words(block.text)]]
    case 'facts':
      return block.rows.map(({ label, value }): Fact => [label, cellOf(value)])
    case 'table':
      return []
  }
}

const provenanceFacts = ({ asAt, ledger }: Provenance): ReadonlyArray<Fact> => {
  const { facts = null, rules = null, revision = null } = asAt ?? {}
  return [
    ...(facts === null ? [] : [['Facts as known at', words(facts)] as const]),
    ...(rules === null ? [] : [['Rules as known at', words(rules)] as const]),
    ...(revision === null ? [] : [['As of revision', { value: revision }] as const]),
    ...(ledger === null ? [] : [['Events in the ledger', { value: ledger.size }] as const]),
    ...(ledger === null ? [] : [['Root of the ledger', words(ledger.root)] as const]),
  ]
}

/** What is said beside the tables, and what the answer was drawn from. */
export const factsGrid = (
  { title, verdict, provenance }: Document,
  blocks: ReadonlyArray<CollectedBlock>,
): Grid => {
  const rows: ReadonlyArray<Fact> = [
    ['Title', words(title)],
    ...(verdict === null
      ? []
      : [['Verdict', words([verdict.text, verdict.detail ?? ''].join(' ').trim())] as const]),
    ...blocks.flatMap(blockFacts),
    ...provenanceFacts(provenance),
  ]
  return {
    name: 'Facts',
    rows: [[words('What'), words('Value')], ...rows.map(([label, value]) => [words(label), value])],
  }
}

/** Number of rows that a sheet may have, the header among them. */
const MOST_ROWS = 1_048_576
/** Number of characters that a sheet's name may have. */
const LONGEST_NAME = 31

/** Names as sheets may have them: short, without signs of formulas, each once whatever the case. */
const named = (grids: ReadonlyArray<Grid>): ReadonlyArray<Grid> => {
  const taken = new Set<string>(['history'])
  return grids.map(({ name, rows }) => {
    const plain =
      textOf(name)
        .replaceAll(/[[\]:*?/\\\n\t]+/g, ' ')
        .replaceAll(/^'+|'+$/g, '')
        .trim() || 'Table'
    let unique = ''
    for (let n = 1; unique === '' || taken.has(unique.toLowerCase()); n++) {
      const ending = n === 1 ? '' : ` (${n})`
      unique =
        [...plain]
          .slice(0, LONGEST_NAME - ending.length)
          .join('')
          .slice(0, LONGEST_NAME - ending.length)
          .toWellFormed()
          .trim() + ending
    }
    taken.add(unique.toLowerCase())
    return { name: unique, rows }
  })
}

/** What does not fit on one sheet goes on to others, each with the header. */
const split = ({ name, rows }: Grid): ReadonlyArray<Grid> => {
  const [header = [], ...rest] = rows
  if (rows.length <= MOST_ROWS) return [{ name, rows }]
  return Array.from({ length: Math.ceil(rest.length / (MOST_ROWS - 1)) }, (_, i) => ({
    name,
    rows: [header, ...rest.slice(i * (MOST_ROWS - 1), (i + 1) * (MOST_ROWS - 1))],
  }))
}

const NARROWEST = 8
const WIDEST = 60

/** Number of rows that widths are made from. */
const SAMPLE = 1000

const widthOf = (rows: Grid['rows'], at: number): number => {
  const longest = rows.slice(0, SAMPLE).reduce((most, row) => {
    const value = row[at]?.value
    const lines = typeof value === 'string' ? value.split('\n') : [String(value ?? '')]
    return Math.max(most, ...lines.map((line) => line.length))
  }, NARROWEST)
  return Math.min(WIDEST, longest + 2)
}

const BOLD = { font: { bold: true } }

/** The styles of a row's cells, by row and column from 0; the header is bold. */
const stylesOf = (
  row: ReadonlyArray<SheetCell>,
  at: number,
): ReadonlyArray<[place: string, cell: { readonly style: NonNullable<SheetCell['style']> }]> =>
  row.flatMap(({ style }, column) => {
    const shown = at === 0 ? BOLD : style
    return shown === undefined ? [] : [[`${at},${column}`, { style: shown }]]
  })

/** Sheets with a frozen, filtered header and columns as wide as what is in them. */
export const sheetsOf = (grids: ReadonlyArray<Grid>): Array<WriteSheet> =>
  named(grids.flatMap(split)).map(({ name, rows }) => {
    const width = rows[0]?.length ?? 0
    return {
      name,
      rows: rows.map((row) => row.map(({ value }) => value)),
      cells: new Map(rows.flatMap(stylesOf)),
      columns: Array.from({ length: width }, (_, c) => ({ width: widthOf(rows, c) })),
      freezePane: { rows: 1 },
      ...(width === 0 ? {} : { autoFilter: { range: rangeOf(width, rows.length) } }),
    }
  })

/** `A1:C7`. */
const rangeOf = (columns: number, rows: number): string => `A1:${letters(columns)}${rows}`

const letters = (column: number): string => {
  const before = Math.floor((column - 1) / 26)
  return (before === 0 ? '' : letters(before)) + String.fromCharCode(65 + ((column - 1) % 26))
}
