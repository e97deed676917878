import { EventEmitter } from 'node:events'
import { Server, ServerCredentials } from '@grpc/grpc-js'
import { createActivity, type Counts, type StreamEnd } from './activity'
import { createFaultPlan, faultsOf, type Faults } from './faults'
import { newLog } from './log'
import type { Node } from './node'
import { scavenge } from './scavenge'
import { gossip, serverFeatures } from './services/about-node'
import { groups, type Groups } from './services/groups'
import { streams } from './services/streams'
import {
  gossipService,
  groupsService,
  serverFeaturesService,
  streamsService,
} from './wire/services.codec'

export interface EventStoreDBDoubleOptions {
  /** Serves over TLS with this key and certificate, in PEM. */
  readonly tls?: { readonly key: string; readonly certificate: string }
  /** `user:password` that every call on the log must bring. Clients send credentials over TLS only. */
  readonly credentials?: string
}

/** A running double of EventStoreDB. */
export interface EventStoreDBDouble {
  /** For `EventStoreDBClient.connectionString`. */
  readonly connectionString: string
  readonly port: number
  readonly faults: Faults
  /** How many calls are open, and how many have come in. */
  readonly counts: () => Counts
  /** Resolves as soon as the counts are as wanted. */
  readonly until: (condition: (counts: Counts) => boolean) => Promise<void>
  /** Removes from the log what deleting and retention have hidden. */
  readonly scavenge: () => void
  /** Goes down and comes back on the same port: the log is kept, calls are cut. */
  readonly restart: () => Promise<void>
  /** Goes down, cutting every call. */
  readonly stop: () => Promise<void>
}

const HOST = '127.0.0.1'
const MAX_MESSAGE = 16 * 1024 * 1024

const credentialsOf = ({ tls }: EventStoreDBDoubleOptions): ServerCredentials =>
  tls === undefined
    ? ServerCredentials.createInsecure()
    : ServerCredentials.createSsl(null, [
        { private_key: Buffer.from(tls.key), cert_chain: Buffer.from(tls.certificate) },
      ])

const bind = (server: Server, port: number, options: EventStoreDBDoubleOptions): Promise<number> =>
  new Promise((resolve, reject) =>
    server.bindAsync(`${HOST}:${port}`, credentialsOf(options), (error, bound) => {
      if (error === null) resolve(bound)
      else reject(error)
    }),
  )

const shutDown = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.tryShutdown(() => resolve())
    // Node 20 crashes if a session is destroyed in the turn in which a client cancels a call.
    setImmediate(() => server.forceShutdown())
  })

/**
 * Starts a double of EventStoreDB 23.10 in this process, on a free port of the loopback interface,
 * with its log in memory. It speaks as much of the gRPC protocol as this repository's tests need of
 * the real client; a call for anything else fails. Where it differs from a real server, the real
 * server is right.
 */
export const startEventStoreDBDouble = async (
  options: EventStoreDBDoubleOptions = {},
): Promise<EventStoreDBDouble> => {
  const node: Node = {
    log: newLog(),
    plan: createFaultPlan(),
    activity: createActivity(),
    writes: new EventEmitter().setMaxListeners(0),
    credentials: options.credentials,
  }
  const known: Groups = new Map()
  let port = 0
  let running: Server | undefined

  const endOpenStreams = (how: StreamEnd): void => {
    for (const stream of [...node.activity.streams]) stream.finish(how)
  }
  const start = async (): Promise<void> => {
    const server = new Server({ 'grpc.max_receive_message_length': MAX_MESSAGE })
    server.addService(streamsService, streams(node))
    server.addService(groupsService, groups(node, known))
    server.addService(serverFeaturesService, serverFeatures(node))
    server.addService(
      gossipService,
      gossip(() => ({ host: HOST, port })),
    )
    port = await bind(server, port, options)
    running = server
  }
  const stop = async (): Promise<void> => {
    const server = running
    running = undefined
    endOpenStreams('cancelled')
    if (server !== undefined) await shutDown(server)
    for (const group of known.values()) group.restart()
  }
  const restart = async (): Promise<void> => {
    await stop()
    await start()
  }

  await start()
  return {
    connectionString: `esdb://${HOST}:${port}?tls=${options.tls !== undefined}`,
    port,
    faults: faultsOf(node.plan, endOpenStreams),
    counts: node.activity.counts,
    until: node.activity.until,
    scavenge: () => scavenge(node.log),
    restart,
    stop,
  }
}
