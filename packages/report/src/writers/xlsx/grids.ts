import { titleOf, type Document, type Provenance } from '../../document/document'
import type { Scalar } from '../../document/records'
import type { CellsRow, Column } from '../../document/table'
import { marksOf, text, valueInWords } from '../../document/value'
import { MARKS } from '../../words/mark'
import { tallyInWords } from '../../words/tally'
import { checks, ledgersTable, provenanceRows } from '../../words/provenance'
import type { CollectedBlock, CollectedTable } from '../collected'
import { cellOf, scalarCell, type SheetCell } from './cell'

/** Cells by row, the header first. */
export interface Grid {
  /** The name of the sheet. */
  readonly name: string
  /** The cells of each row. */
  readonly rows: ReadonlyArray<ReadonlyArray<SheetCell>>
}

const words = (value: string): SheetCell => cellOf(text(value))

const headerOf = ({ group, name }: Column): string => (group === null ? name : `${group}: ${name}`)

const valueCell = ({ cells }: CellsRow, { id }: Column): SheetCell => {
  const value = Object.hasOwn(cells, id) ? cells[id] : undefined
  return value === undefined ? { value: null } : cellOf(value)
}

/** What the marks on a row's values mean, each once, with the column groups it applies to. */
const marksInWords = (
  cells: CellsRow['cells'],
  columns: ReadonlyArray<Column>,
): ReadonlyArray<string> => {
  const marked = new Map<string, Array<string>>()
  for (const { id, name, group } of columns) {
    const value = Object.hasOwn(cells, id) ? cells[id] : undefined
    for (const mark of value === undefined ? [] : marksOf(value)) {
      const said = `${name} ${MARKS[mark][1]}`
      marked.set(said, [...(marked.get(said) ?? []), ...(group === null ? [] : [group])])
    }
  }
  return [...marked].map(([said, groups]) =>
    groups.length === 0 ? said : `${groups.join(', ')}: ${said}`,
  )
}

/**
 * The notes on a row, then what the marks on its values mean, since a number in a cell cannot show
 * marks.
 */
const notesOf = ({ cells, notes }: CellsRow, columns: ReadonlyArray<Column>): string =>
  [
    ...notes.map(({ group, text: said }) => (group === null ? said : `${group}: ${said}`)),
    ...marksInWords(cells, columns),
  ].join('\n')

/** A table as a grid. Headings across the table become a column at the start of each row. */
export const tableGrid = ({ columns, rows, caption }: CollectedTable): Grid => {
  const isSectioned = rows.some(({ kind }) => kind === 'heading')
  const isNoted = rows.some((row) => row.kind === 'cells' && notesOf(row, columns) !== '')
  const header = [
    ...(isSectioned ? ['Section'] : []),
    ...columns.map(headerOf),
    ...(isNoted ? ['Notes'] : []),
  ]
  const lines = [header.map(words)]
  let section = ''
  for (const row of rows) {
    if (row.kind === 'heading') section = row.text
    else
      lines.push([
        ...(isSectioned ? [words(section)] : []),
        ...columns.map((column) => valueCell(row, column)),
        ...(isNoted ? [words(notesOf(row, columns))] : []),
      ])
  }
  return { name: caption, rows: lines }
}

/** The records of an answer, one row each, with exactly the values of its JSON. */
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
    case 'tally':
      return [['', words(tallyInWords(block))]]
    case 'warning':
      return [['Warning', words(block.text)]]
    case 'lines':
      return block.lines.map((line): Fact => ['', words(line)])
    case 'facts':
      return block.rows.map(({ label, value }): Fact => [label, cellOf(value)])
    case 'table':
    case 'chart':
      return []
  }
}

/** The log size and root of each contract, for an answer about several. */
export const ledgersGrid = (provenance: Provenance): ReadonlyArray<Grid> => {
  const { columns, rows } = ledgersTable(provenance)
  return rows.length === 0
    ? []
    : [tableGrid({ kind: 'table', columns, rows, empty: '', caption: 'Ledgers' })]
}

/** What the document says outside its tables, and what the answer was drawn from. */
export const factsGrid = (document: Document, blocks: ReadonlyArray<CollectedBlock>): Grid => {
  const { verdict, provenance } = document
  const rows: ReadonlyArray<Fact> = [
    ['Title', words(titleOf(document))],
    ...(verdict === null
      ? []
      : [['Verdict', words([verdict.text, verdict.detail ?? ''].join(' ').trim())] as const]),
    ...blocks.flatMap(blockFacts),
    ...provenanceRows(provenance).map(({ label, value }): Fact => [label, cellOf(value)]),
    ...checks(provenance).map(({ text: step, command }): Fact => [step, words(command.join(' '))]),
  ]
  return {
    name: 'Facts',
    rows: [[words('What'), words('Value')], ...rows.map(([label, value]) => [words(label), value])],
  }
}
