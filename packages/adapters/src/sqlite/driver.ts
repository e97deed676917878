import { DatabaseSync } from '@photostructure/sqlite'

export type SqliteValue = string | number | null

/** A compiled statement; parameters by position. */
export interface SqliteStatement {
  readonly run: (...parameters: Array<SqliteValue>) => unknown
  readonly get: (...parameters: Array<SqliteValue>) => unknown
  readonly all: (...parameters: Array<SqliteValue>) => ReadonlyArray<unknown>
  /** Gives rows as arrays of their columns, where the driver can; those are read faster. */
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
  /** Nothing is written, and no file is made. */
  readonly readOnly: boolean
}

/**
 * Opens a database file, made if it is not there and may be written. The file is a path, or a
 * `file:` URI where it is only read. May throw; errors carry SQLite's primary or extended result
 * code as `errcode`.
 */
export type SqliteDriver = (file: string, options: SqliteOpenOptions) => SqliteDatabase

/** The driver that comes with this package: SQLite prebuilt for Node 20 and later. */
export const bundledDriver: SqliteDriver = (file, options) => new DatabaseSync(file, options)
