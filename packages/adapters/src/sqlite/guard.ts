import type { StoreError } from '@kpi-ledger/core'
import { stayedAt } from './file-identity'
import type { OpenDatabase } from './open-database'
import { rowsOf } from './reading'
import { firstNumberIn } from './rows.codec'
import { objectsIn, schemaFault } from './schema-objects'

/** Checks of an open file between one use and the next. */
export interface Guard {
  /** An error if the path or the log beside it no longer leads to the file that was opened. */
  readonly moved: () => StoreError | null
  /** An error if somebody has changed the schema since, detected by its version number. */
  readonly schema: () => StoreError | null
}

/** Guards a file from the time it was opened. */
export const guardOf = (file: string, { database, objects }: OpenDatabase): Guard => {
  const version = rowsOf(database, 'PRAGMA ledger.schema_version')
  /**
   * The schema version known to be right; null until it is first compared under the lock or read it
   * guards.
   */
  let known: number | null = null
  const stayed = stayedAt(file)
  return {
    moved: () =>
      stayed()
        ? null
        : {
            _tag: 'Unavailable',
            reason: `${file}: it was moved, removed or replaced since it was opened, or the log beside it was; nothing more is read from it or written to it`,
          },
    schema: () => {
      const current = firstNumberIn(version.get())
      if (current !== null && current === known) return null
      const fault = schemaFault(objectsIn(database), file, objects)
      if (fault === null) known = current
      return fault
    },
  }
}
