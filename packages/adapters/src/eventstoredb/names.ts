import { streamOf } from '@kpi-ledger/core'
import type { EventFilter } from '@kpi-ledger/core/store'

/** The names of the streams of one ledger on a server that may hold several. */
export interface StreamNames {
  /** The server's name for a stream of the ledger. */
  readonly onServer: (stream: string) => string
  /** The ledger's name for a stream of the server; null if it is not this ledger's. */
  readonly inLedger: (name: string) => string | null
  /** Prefixes of the stream names that a filter may match. */
  readonly prefixes: (filter: EventFilter | undefined) => Array<string>
}

/** Whether a stream can belong to a ledger; the server rejects some other names as malformed. */
export const isContractStream = (stream: string): boolean => stream.startsWith(streamOf(''))

/** Names prefixed with a namespace, so that several ledgers can share a server. */
export const streamNames = (namespace: string): StreamNames => ({
  onServer: (stream) => `${namespace}${stream}`,
  inLedger: (name) => {
    if (!name.startsWith(namespace)) return null
    const stream = name.slice(namespace.length)
    return isContractStream(stream) ? stream : null
  },
  prefixes: ({ streams = [] } = {}) =>
    (streams.length === 0 ? [streamOf('')] : streams).map((stream) => `${namespace}${stream}`),
})
