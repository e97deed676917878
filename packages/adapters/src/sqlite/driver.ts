import { DatabaseSync } from '@photostructure/sqlite'

/** A value passed to a statement. */
export type SqliteValue = string | number | null

/** A compiled statement; parameters are positional. */
export interface SqliteStatement {
  /** Runs it for its effect, and gives the number of rows it changed. */
  readonly run: (...parameters: Array<SqliteValue>) => { readonly changes: number | bigint }
  /** Runs it, and gives the first row; undefined if there is none. */
  readonly get: (...parameters: Array<SqliteValue>) => unknown
  /** All rows. */
  readonly all: (...parameters: Array<SqliteValue>) => ReadonlyArray<unknown>
  /** Returns rows as arrays of columns, which are faster to read, if the driver supports it. */
  readonly setReturnArrays?: (returnArrays: boolean) => void
}

/** A connection. The `DatabaseSync` of Node's own `node:sqlite` is one. */
export interface SqliteDatabase {
  /** Runs statements without parameters. */
  readonly exec: (sql: string) => void
  /** Compiles a statement. */
  readonly prepare: (sql: string) => SqliteStatement
  /** Closes the connection. */
  readonly close: () => void
}

/**
 * Opens a connection to a database; it is called with `:memory:`, and the file is attached to that.
 * `ATTACH` must accept `file:` URIs. May throw; errors carry the primary or extended SQLite result
 * code as `errcode`, or SQLite's own message.
 */
export type SqliteDriver = (location: string) => SqliteDatabase

/** The bundled driver: SQLite prebuilt for Node 20 and later. */
export const bundledDriver: SqliteDriver = (location) => new DatabaseSync(location)
