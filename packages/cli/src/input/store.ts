import { ledgerFile, memoryStore } from '@kpi-ledger/adapters'
import type { EventReader, EventStore } from '@kpi-ledger/core'
import * as E from 'fp-ts/lib/Either'
import { badInput, storeFailure, type Failure } from '../failure'

/** A store as a command opened it; `write` is null where it can only be read. */
export interface OpenStore {
  readonly url: string
  /** The ledger file behind it, if it is one. */
  readonly file: string | null
  readonly reader: EventReader
  readonly write: EventStore | null
}

const KNOWN = 'known here: memory: and a ledger file FILE.ndjson'

/** Opens the store that `--store` names. */
export const openStore = (url: string | undefined): E.Either<Failure, OpenStore> => {
  if (url === undefined) return E.left(badInput(`name a store with --store; ${KNOWN}`))
  if (url === 'memory:') {
    const store = memoryStore()
    return E.right({ url, file: null, reader: store, write: store })
  }
  if (url.endsWith('.ndjson'))
    return E.right({ url, file: url, reader: ledgerFile(url), write: null })
  return E.left(badInput(`no store can be opened at ${JSON.stringify(url)}; ${KNOWN}`))
}

/** The store to write to, or why it cannot be written. */
export const writable = ({ url, write }: OpenStore): E.Either<Failure, EventStore> =>
  write === null
    ? E.left(
        storeFailure(null)({
          _tag: 'NotSupported',
          operation: `writing to ${url}`,
          reason: 'a ledger file is only read; import it into a store instead',
        }),
      )
    : E.right(write)
