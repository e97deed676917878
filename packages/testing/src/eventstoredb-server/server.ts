import { Server, ServerCredentials } from '@grpc/grpc-js'
import { createActivity, type Counts } from './activity'
import { createFaultPlan } from './fault-plan'
import { faultsOf, type Faults } from './faults'
import { emptyLog } from './log/log'
import type { Node } from './node'
import { gossip, serverFeatures } from './services/about-node'
import { persistentSubscriptions, type Groups } from './services/persistent-subscriptions'
import { streams } from './services/streams'
import { createSignal } from './signal'
import {
  gossipService,
  persistentSubscriptionsService,
  serverFeaturesService,
  streamsService,
} from './wire/services.codec'

export interface EventStoreDBServerOptions {
  /** Milliseconds since 1970, for when an event was written and `$maxAge`. By default it stands still. */
  readonly now?: () => number
  /** How many bytes of data one append may have: 1 MiB. */
  readonly maxAppendSize?: number
  /** Serves over TLS with this key and certificate, in PEM. */
  readonly tls?: { readonly key: string; readonly certificate: string }
  /** `user:password` that every call on the log must bring. Clients send credentials over TLS only. */
  readonly credentials?: string
}

/** A running double of EventStoreDB. */
export interface EventStoreDBServer {
  /** For `EventStoreDBClient.connectionString`. */
  readonly connectionString: string
  readonly port: number
  readonly faults: Faults
  /** How many calls are open, and how many have come in. */
  readonly counts: () => Counts
  /** Waits until the counts are as wanted. */
  readonly until: (condition: (counts: Counts) => boolean) => Promise<void>
  /** Goes down and comes back on the same port: the log is kept, ids are forgotten, calls are cut. */
  readonly restart: () => Promise<void>
  /** Goes down, cutting every call. The log is kept for a `restart`. */
  readonly stop: () => Promise<void>
}

const HOST = '127.0.0.1'
const START = Date.UTC(2016, 3, 1, 9)
const MAX_MESSAGE = 16 * 1024 * 1024

const credentialsOf = ({ tls }: EventStoreDBServerOptions): ServerCredentials =>
  tls === undefined
    ? ServerCredentials.createInsecure()
    : ServerCredentials.createSsl(null, [
        { private_key: Buffer.from(tls.key), cert_chain: Buffer.from(tls.certificate) },
      ])

const bind = (server: Server, port: number, options: EventStoreDBServerOptions): Promise<number> =>
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
 * Starts a test double of EventStoreDB 23.10 in this process: it speaks as much of the gRPC
 * protocol as the client `@eventstore/db-client` needs to append, read, subscribe (also in groups)
 * and delete, on a free port of the loopback interface, and keeps its log in memory. It is for
 * tests only: it is no database, and where it differs from a real server, the real server is right.
 */
export const startEventStoreDBServer = async (
  options: EventStoreDBServerOptions = {},
): Promise<EventStoreDBServer> => {
  const node: Node = {
    log: emptyLog(),
    plan: createFaultPlan(),
    activity: createActivity(),
    appended: createSignal(),
    now: options.now ?? (() => START),
    limits: { maxAppendSize: options.maxAppendSize ?? 1024 * 1024 },
    credentials: options.credentials,
  }
  const groups: Groups = new Map()
  let port = 0
  let running: Server | undefined

  const start = async (): Promise<void> => {
    const server = new Server({ 'grpc.max_receive_message_length': MAX_MESSAGE })
    server.addService(streamsService, streams(node))
    server.addService(persistentSubscriptionsService, persistentSubscriptions(node, groups))
    server.addService(serverFeaturesService, serverFeatures(node))
    server.addService(
      gossipService,
      gossip(node, () => ({ host: HOST, port })),
    )
    port = await bind(server, port, options)
    running = server
  }
  const stop = async (): Promise<void> => {
    const server = running
    running = undefined
    for (const stream of [...node.activity.streams]) stream.finish('cancelled')
    if (server !== undefined) await shutDown(server)
    for (const { group } of groups.values()) group.restart()
  }
  const restart = async (): Promise<void> => {
    await stop()
    node.log.ids.clear()
    await start()
  }

  await start()
  return {
    connectionString: `esdb://${HOST}:${port}?tls=${options.tls !== undefined}`,
    port,
    faults: faultsOf(node),
    counts: node.activity.counts,
    until: node.activity.until,
    restart,
    stop,
  }
}
