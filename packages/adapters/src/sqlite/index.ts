export { sqliteBackup, type SqliteBackup } from './backup'
export {
  sqliteCheckpoints,
  type SqliteCheckpointOptions,
  type SqliteCheckpoints,
} from './checkpoints'
export type { SqliteDatabase, SqliteDriver, SqliteStatement, SqliteValue } from './driver'
export { sqliteReader, type SqliteReader } from './sqlite-reader'
export { sqliteStore, type SqliteOptions, type SqliteStore } from './sqlite-store'
