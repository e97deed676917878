import type { JSX } from 'preact'
import type { CellsRow, Column, HeadingRow, Row } from '../../document/table'
import { marksOf, type Mark } from '../../document/value'
import { MARKS } from '../../words/mark'
import { visible } from '../../words/visible'
import type { CollectedTable } from '../collected'
import { Text } from './text'
import { isNumeric, ValueShown } from './value'

/** Neighbouring columns of one group, or one column of none. */
interface Group {
  readonly name: string | null
  readonly columns: ReadonlyArray<Column>
}

const groupsOf = (columns: ReadonlyArray<Column>): ReadonlyArray<Group> => {
  const groups: Array<{ name: string | null; columns: Array<Column> }> = []
  for (const column of columns) {
    const last = groups.at(-1)
    if (last !== undefined && column.group !== null && last.name === column.group)
      last.columns.push(column)
    else groups.push({ name: column.group, columns: [column] })
  }
  return groups
}

const Head = ({ columns }: { readonly columns: ReadonlyArray<Column> }): JSX.Element => {
  const groups = groupsOf(columns)
  const isGrouped = groups.some(({ name }) => name !== null)
  return (
    <thead>
      {isGrouped && (
        <tr>
          {groups.map(({ name, columns: within }) =>
            name === null ? (
              <th scope="col" rowSpan={2}>
                <Text of={within[0]?.name ?? ''} />
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
          .map(({ name }) => (
            <th scope="col">
              <Text of={name} />
            </th>
          ))}
      </tr>
    </thead>
  )
}

const Cells = ({
  row: { cells, notes },
  columns,
}: {
  readonly row: CellsRow
  readonly columns: ReadonlyArray<Column>
}): JSX.Element => (
  <>
    <tr>
      {columns.map(({ id }, i) => {
        const value = Object.hasOwn(cells, id) ? cells[id] : undefined
        const shown = value !== undefined && <ValueShown of={value} />
        if (i === 0) return <th scope="row">{shown}</th>
        return (
          <td class={value !== undefined && isNumeric(value) ? 'number' : undefined}>{shown}</td>
        )
      })}
    </tr>
    {notes.map(({ group, text }) => (
      <tr class="note">
        <td colSpan={columns.length}>
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
 * A table with its caption; it scrolls within itself where the page is too narrow, and the keyboard
 * reaches it for that.
 */
export const TableShown = ({ columns, rows, empty, caption }: CollectedTable): JSX.Element =>
  rows.length === 0 ? (
    <p>
      <Text of={empty} />
    </p>
  ) : (
    <>
      <div class="wide" role="region" tabIndex={0} aria-label={`Table: ${visible(caption)}`}>
        <table>
          <caption class="hidden">
            <Text of={caption} />
          </caption>
          <Head columns={columns} />
          {sectionsOf(rows).map(({ heading, rows: within }) => (
            <tbody>
              {heading !== null && (
                <tr>
                  <th scope="rowgroup" colSpan={columns.length} class="section">
                    <Text of={heading.text} />
                  </th>
                </tr>
              )}
              {within.map((row) => (
                <Cells row={row} columns={columns} />
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
