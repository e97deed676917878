import { encodeLine, type RecordedEvent, type StoreError } from '@kpi-ledger/core'
import * as E from 'fp-ts/Either'
import { contentOf, type Log, type Place } from '../appending'
import { mayBeTooLong, tooLong } from '../line-length'
import type { SqliteDatabase, SqliteValue } from './driver'
import { rowsOf } from './reading'
import { COLUMNS, decodePlacedRows, encodeRow, firstNumberIn, idIn, INSERT } from './rows.codec'

/** Thrown to roll back what was written before an error was found. */
export class Undo extends Error {
  constructor(readonly reason: StoreError) {
    super('rolled back')
  }
}

const statementsOf = (database: SqliteDatabase) => ({
  insert: database.prepare(INSERT),
  byIds: rowsOf(
    database,
    `SELECT ${COLUMNS}, stream FROM events
      WHERE id IN (SELECT value FROM json_each(?))`,
  ),
  lastRevision: rowsOf(database, 'SELECT max(revision) FROM events WHERE stream = ?'),
})

const anywhere = (): null => null

const textIn = (row: ReadonlyArray<SqliteValue>): number =>
  row.reduce<number>((sum, value) => sum + (typeof value === 'string' ? value.length : 0), 0)

const refuseTooLong = (event: RecordedEvent, row: ReadonlyArray<SqliteValue>): void => {
  const fault = mayBeTooLong(textIn(row)) ? tooLong([encodeLine(event)]) : null
  if (fault !== null) throw new Undo(fault)
}

const notKept = (file: string, { stream, revision }: RecordedEvent): StoreError => ({
  _tag: 'Corrupt',
  stream,
  revision,
  at: file,
  reason: 'the file does not keep what is written to it',
})

/** The log inside a transaction. A row that does not decode is never a repeat. */
export const logOf = (file: string, database: SqliteDatabase): Log => {
  const statements = statementsOf(database)
  const lastRevision = (stream: string): number | null =>
    firstNumberIn(statements.lastRevision.get(stream))

  const placesOf = (ids: ReadonlyArray<string>): ReadonlyMap<string, Place> => {
    const places = new Map<string, Place>()
    for (const row of statements.byIds.all(JSON.stringify(ids))) {
      const decoded = decodePlacedRows([row], anywhere)
      const [found] = E.isRight(decoded) ? decoded.right.events : []
      places.set(
        idIn(row),
        found === undefined
          ? { stream: '', revision: -1, content: '' }
          : {
              stream: found.event.stream,
              revision: found.event.revision,
              content: contentOf(found.event),
            },
      )
    }
    return places
  }

  const store = (events: ReadonlyArray<RecordedEvent>): null => {
    for (const event of events) {
      const row = encodeRow(event)
      refuseTooLong(event, row)
      if (Number(statements.insert.run(...row).changes) !== 1) throw new Undo(notKept(file, event))
    }
    return null
  }

  return { placesOf, currentRevision: ({ stream }) => lastRevision(stream) ?? 'no-stream', store }
}
