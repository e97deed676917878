import type { JSX } from 'preact'
import type { CellsRow, Column, HeadingRow, Row } from '../../document/table'
import { marksOf, type Mark, type Value } from '../../document/value'
import { MARKS } from '../../words/mark'
import { visible } from '../../words/visible'
import type { CollectedTable } from '../collected'
import { HeatCell } from './heat-cell'
import { Text } from './text'
import { isNumeric, ValueShown } from './value'

/** Adjacent columns of one group, or a single column without a group. */
interface Group {
  readonly name: string | null
  readonly columns: readonly [Column, ...ReadonlyArray<Column>]
}

const groupsOf = (columns: ReadonlyArray<Column>): ReadonlyArray<Group> => {
  const groups: Array<{ name: string | null; columns: [Column, ...Array<Column>] }> = []
  for (const column of columns) {
    const last = groups.at(-1)
    if (last !== undefined && column.group !== null && last.name === column.group)
      last.columns.push(column)
    else groups.push({ name: column.group, columns: [column] })
  }
  return groups
}

const valueIn = (cells: CellsRow['cells'], { id }: Column): Value | undefined =>
  Object.hasOwn(cells, id) ? cells[id] : undefined

/** With more columns than this, words are broken rather than cut off on paper. */
const MOST_COLUMNS = 9

/** A table with no more rows than this is kept on one sheet of paper. */
const SHORT = 10

/** The head of a heat table: a column for each group. */
const HeatHead = ({ columns }: { readonly columns: ReadonlyArray<Column> }): JSX.Element => (
  <thead>
    <tr>
      {groupsOf(columns).map(({ name, columns: [first] }) => (
        <th scope="col">
          <Text of={name ?? first.name} />
        </th>
      ))}
    </tr>
  </thead>
)

/** The columns that are aligned digit under digit. */
const numericIn = (columns: ReadonlyArray<Column>, rows: ReadonlyArray<Row>): ReadonlySet<Column> =>
  new Set(
    columns.filter((column) =>
      rows.some((row) => {
        const value = row.kind === 'cells' ? valueIn(row.cells, column) : undefined
        return value !== undefined && isNumeric(value)
      }),
    ),
  )

const Head = ({
  columns,
  numeric,
}: {
  readonly columns: ReadonlyArray<Column>
  readonly numeric: ReadonlySet<Column>
}): JSX.Element => {
  const groups = groupsOf(columns)
  const isGrouped = groups.some(({ name }) => name !== null)
  return (
    <thead>
      {isGrouped && (
        <tr>
          {groups.map(({ name, columns: within }) =>
            name === null ? (
              <th scope="col" rowSpan={2}>
                <Text of={within[0].name} />
              </th>
            ) : (
              <th scope="colgroup" colSpan={within.length} class="group">
                <Text of={name} />
              </th>
            ),
          )}
        </tr>
      )}
      <tr>
        {groups
          .filter(({ name }) => !isGrouped || name !== null)
          .flatMap(({ columns: within }) => within)
          .map((column) => (
            <th scope="col" class={numeric.has(column) ? 'number' : undefined}>
              <Text of={column.name} />
            </th>
          ))}
      </tr>
    </thead>
  )
}

/** How many cells a row has across. */
const acrossOf = (columns: ReadonlyArray<Column>, isHeatTable: boolean): number =>
  isHeatTable ? groupsOf(columns).length : columns.length

/** How the cells of a column are shown. */
interface Shown {
  /** The label before a cell if columns do not fit side by side; undefined if they always do. */
  readonly label: (column: Column) => string | undefined
  readonly numeric: ReadonlySet<Column>
}

/** Whether a cell is empty or has only the sign of a missing value, which is aligned like digits. */
const isBlank = (value: Value | undefined): boolean =>
  value === undefined || value.kind === 'missing'

/** The cell of a single column; that of the first column is the heading of its row. */
const Single = ({
  cells,
  column,
  isFirst,
  label,
  numeric,
}: Shown & {
  readonly cells: CellsRow['cells']
  readonly column: Column
  readonly isFirst: boolean
}): JSX.Element => {
  const value = valueIn(cells, column)
  const isEmpty = value?.kind === 'text' && value.text === ''
  const shown = value !== undefined && !isEmpty && <ValueShown of={value} />
  if (isFirst && value !== undefined) return <th scope="row">{shown}</th>
  const isNumber = isBlank(value) ? numeric.has(column) : value !== undefined && isNumeric(value)
  return (
    <td class={isNumber ? 'number' : undefined} data-label={label(column)}>
      {shown}
    </td>
  )
}

const Cells = ({
  row: { cells, notes },
  columns,
  isHeatTable,
  ...shown
}: Shown & {
  readonly row: CellsRow
  readonly columns: ReadonlyArray<Column>
  readonly isHeatTable: boolean
}): JSX.Element => (
  <>
    <tr class={notes.length > 0 ? 'noted' : undefined}>
      {isHeatTable
        ? groupsOf(columns).map((group, i) =>
            group.name === null ? (
              <Single cells={cells} column={group.columns[0]} isFirst={i === 0} {...shown} />
            ) : (
              <HeatCell
                label={group.name}
                values={group.columns.flatMap((column) => valueIn(cells, column) ?? [])}
              />
            ),
          )
        : columns.map((column, i) => (
            <Single cells={cells} column={column} isFirst={i === 0} {...shown} />
          ))}
    </tr>
    {notes.map(({ group, text }) => (
      <tr class="note">
        <td colSpan={acrossOf(columns, isHeatTable)}>
          {group !== null && (
            <>
              <Text of={group} />:{' '}
            </>
          )}
          <Text of={text} />
        </td>
      </tr>
    ))}
  </>
)

/** Rows under one heading across the table, or the rows before the first. */
interface Section {
  readonly heading: HeadingRow | null
  readonly rows: ReadonlyArray<CellsRow>
}

const sectionsOf = (rows: ReadonlyArray<Row>): ReadonlyArray<Section> => {
  const sections: Array<{ heading: HeadingRow | null; rows: Array<CellsRow> }> = []
  for (const row of rows) {
    if (row.kind === 'heading') sections.push({ heading: row, rows: [] })
    else if (sections.length === 0) sections.push({ heading: null, rows: [row] })
    else sections.at(-1)?.rows.push(row)
  }
  return sections
}

const marksIn = (rows: ReadonlyArray<Row>): ReadonlySet<Mark> =>
  new Set(
    rows.flatMap((row) => (row.kind === 'cells' ? Object.values(row.cells).flatMap(marksOf) : [])),
  )

/**
 * The names of columns to show before their cells, with the name of their group if there are
 * several groups.
 */
const labelsOf = (columns: ReadonlyArray<Column>): ((column: Column) => string) => {
  const groups = new Set(columns.flatMap(({ group }) => group ?? []))
  return ({ group, name }) =>
    visible(group === null || groups.size === 1 ? name : `${group}: ${name}`)
}

/**
 * A table with its caption. On a narrow screen its cells are stacked, with the names of their
 * columns; a small table scrolls by itself instead, and can be focused by keyboard for that.
 */
export const TableShown = ({
  columns,
  rows,
  empty,
  caption,
  isHeatTable = false,
  isSmall = false,
}: CollectedTable & { readonly isSmall?: boolean }): JSX.Element => {
  const labelOf = isSmall ? () => undefined : labelsOf(columns)
  const numeric = numericIn(columns, rows)
  if (rows.length === 0)
    return (
      <p>
        <Text of={empty} />
      </p>
    )
  const classes = [
    ...(isHeatTable ? ['heat'] : columns.length > MOST_COLUMNS ? ['many'] : []),
    ...(isSmall ? [] : ['stack']),
    ...(rows.length <= SHORT ? ['short'] : []),
  ]
  return (
    <>
      <div class="wide" role="region" tabIndex={0} aria-label={`Table: ${visible(caption)}`}>
        <table class={classes.join(' ') || undefined}>
          <caption class="hidden">
            <Text of={caption} />
          </caption>
          {isHeatTable ? (
            <HeatHead columns={columns} />
          ) : (
            <Head columns={columns} numeric={numeric} />
          )}
          {sectionsOf(rows).map(({ heading, rows: within }) => (
            <tbody>
              {heading !== null && (
                <tr>
                  <th scope="rowgroup" colSpan={acrossOf(columns, isHeatTable)} class="section">
                    <Text of={heading.text} />
                  </th>
                </tr>
              )}
              {within.map((row) => (
                <Cells
                  row={row}
                  columns={columns}
                  isHeatTable={isHeatTable}
                  label={labelOf}
                  numeric={numeric}
                />
              ))}
            </tbody>
          ))}
        </table>
      </div>
      {[...marksIn(rows)].map((mark) => (
        <p class="legend">
          {MARKS[mark][0]} {MARKS[mark][1]}
        </p>
      ))}
    </>
  )
}
