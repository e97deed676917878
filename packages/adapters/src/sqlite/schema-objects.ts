import type { StoreError } from '@kpi-ledger/core'
import type { SqliteDatabase } from './driver'
import { columnsIn } from './rows.codec'

/** The SQL of each object of a schema, by its kind and name. */
export type SchemaObjects = ReadonlyMap<string, string>

/**
 * The objects of a database's schema, without SQLite's own statistics (`ANALYZE`), which change no
 * answer.
 */
const objectsOf = (database: SqliteDatabase, name: 'main' | 'ledger'): SchemaObjects =>
  new Map(
    database
      .prepare(
        `SELECT type || ' ' || name, coalesce(sql, '') || ' ON ' || tbl_name
          FROM ${name}.sqlite_schema
          WHERE NOT (type = 'table' AND name IN ('sqlite_stat1', 'sqlite_stat4'))`,
      )
      .all()
      .map((row) => {
        const [object, sql] = columnsIn(row)
        return [String(object), String(sql)]
      }),
  )

/** The objects that SQL creates in an empty database. */
export const objectsMadeBy = (database: SqliteDatabase, sql: string): SchemaObjects => {
  database.exec('BEGIN')
  try {
    database.exec(sql)
    return objectsOf(database, 'main')
  } finally {
    database.exec('ROLLBACK')
  }
}

/** The objects that a file has. */
export const objectsIn = (database: SqliteDatabase): SchemaObjects => objectsOf(database, 'ledger')

/** How the objects of a file differ, word for word, from what they must be; null if they do not. */
export const schemaFault = (
  found: SchemaObjects,
  file: string,
  expected: SchemaObjects,
): StoreError | null => {
  const faults = [
    ...[...expected.keys()].filter((object) => !found.has(object)).map((it) => `${it} is missing`),
    ...[...found].flatMap(([object, sql]) => {
      const made = expected.get(object)
      if (made === undefined) return [`${object} does not belong in it`]
      return made === sql ? [] : [`${object} was changed`]
    }),
  ]
  if (faults.length === 0) return null
  const reason = `its schema is not the one it was created with: ${faults.join(', ')}`
  return { _tag: 'Corrupt', stream: null, revision: null, at: file, reason }
}
