import { streamOf, type EventFilter } from '@kpi-ledger/core'

/** What the streams of one ledger are called on a server that may hold others. */
export interface StreamNames {
  readonly onServer: (stream: string) => string
  /** The ledger's name of a stream of the server; null where it is not this ledger's. */
  readonly inLedger: (name: string) => string | null
  /** How the names begin of the streams that a filter may want. */
  readonly prefixes: (filter: EventFilter | undefined) => Array<string>
}

/** Whether a stream could be a ledger's; the server refuses some other names as malformed. */
export const isContractStream = (stream: string): boolean => stream.startsWith(streamOf(''))

/** Names that begin with a namespace, by which several ledgers share a server. */
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
