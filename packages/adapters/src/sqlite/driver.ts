import { DatabaseSync } from '@photostructure/sqlite'

export type SqliteValue = string | number | null

/** A compiled statement; parameters by position. */
export interface SqliteStatement {
  readonly run: (...parameters: Array<SqliteValue>) => unknown
  readonly get: (...parameters: Array<SqliteValue>) => unknown
  readonly all: (...parameters: Array<SqliteValue>) => ReadonlyArray<unknown>
  /** Returns rows as arrays of columns, which are faster to read, if the driver supports it. */
  readonly setReturnArrays?: (returnArrays: boolean) => void
}

/** An open database file. The `DatabaseSync` of Node's own `node:sqlite` is one. */
export interface SqliteDatabase {
  readonly exec: (sql: string) => void
  readonly prepare: (sql: string) => SqliteStatement
  readonly close: () => void
}

/** How a database file is opened. */
export interface SqliteOpenOptions {
  /** Opens without writing or creating anything. */
  readonly readOnly: boolean
}

/**
 * Opens a database file, creating it unless `readOnly` is set. The file is a path, or a `file:` URI
 * if read-only. May throw; errors carry the primary or extended SQLite result code as `errcode`.
 */
export type SqliteDriver = (file: string, options: SqliteOpenOptions) => SqliteDatabase

/** The bundled driver: SQLite prebuilt for Node 20 and later. */
export const bundledDriver: SqliteDriver = (file, options) => new DatabaseSync(file, options)
