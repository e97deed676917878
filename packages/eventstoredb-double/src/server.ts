import { EventEmitter } from 'node:events'
import { Server, ServerCredentials } from '@grpc/grpc-js'
import { createActivity, type Counts, type StreamEnd } from './activity'
import { createFaultPlan, faultsOf, type Endpoint, type Faults } from './faults'
import { newLog, replicate, type Log } from './log'
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

/** Options of a double. */
export interface EventStoreDBDoubleOptions {
  /** A key and certificate in PEM, to serve over TLS. */
  readonly tls?: { readonly key: string; readonly certificate: string }
  /**
   * The `user:password` that every call on the log must have. Clients send credentials over TLS
   * only.
   */
  readonly credentials?: string
}

/** A running double of EventStoreDB. */
export interface EventStoreDBDouble {
  /** A connection string for `EventStoreDBClient.connectionString`. */
  readonly connectionString: string
  /** The port it listens on. */
  readonly port: number
  /** What can be made to fail. */
  readonly faults: Faults
  /** How many calls are open, and how many have been received. */
  readonly counts: () => Counts
  /** Resolves as soon as the counts meet a condition. */
  readonly until: (condition: (counts: Counts) => boolean) => Promise<void>
  /** Removes from the log what deletion and retention have hidden. */
  readonly scavenge: () => void
  /** Starts a follower, which passes writes on and reads what has been replicated to it. */
  readonly follower: () => Promise<EventStoreDBFollower>
  /** Goes down and comes back on the same port, keeping the log and cutting calls. */
  readonly restart: () => Promise<void>
  /** Goes down, cutting every call. */
  readonly stop: () => Promise<void>
}

/** A node that follows another, and may be behind it. */
export interface EventStoreDBFollower {
  /** A connection string for the follower. */
  readonly connectionString: string
  /** Replicates everything that the leader has written. */
  readonly replicate: () => void
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
    // Node 20 crashes if a session is destroyed in the same turn in which a client cancels a call.
    setImmediate(() => server.forceShutdown())
  })

/** Serves a node on a port of its own. */
const serving = (node: Node, options: EventStoreDBDoubleOptions) => {
  const known: Groups = new Map()
  let port = 0
  let running: Server | undefined

  const endOpenStreams = (how: StreamEnd): void => {
    for (const stream of [...node.activity.streams]) stream.finish(how)
  }
  const endpoint = (): Endpoint => ({ host: HOST, port })
  const start = async (): Promise<void> => {
    const server = new Server({ 'grpc.max_receive_message_length': MAX_MESSAGE })
    server.addService(streamsService, streams(node))
    server.addService(groupsService, groups(node, known))
    server.addService(serverFeaturesService, serverFeatures(node))
    server.addService(gossipService, gossip(endpoint))
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
  const connectionString = (): string => `esdb://${HOST}:${port}?tls=${options.tls !== undefined}`
  return { endpoint, connectionString, start, stop, endOpenStreams }
}

const newNode = (log: Log, { credentials }: EventStoreDBDoubleOptions): Node => ({
  log,
  plan: createFaultPlan(),
  activity: createActivity(),
  writes: new EventEmitter().setMaxListeners(0),
  credentials,
})

/** Starts a node that follows another. */
const startFollower = async (
  leader: NonNullable<Node['leader']>,
  options: EventStoreDBDoubleOptions,
): Promise<EventStoreDBFollower> => {
  const node: Node = { ...newNode(newLog(), options), leader }
  const server = serving(node, options)
  await server.start()
  return {
    connectionString: server.connectionString(),
    replicate: () => {
      replicate(leader.node.log, node.log)
      node.writes.emit('append')
    },
    stop: server.stop,
  }
}

/**
 * Starts a double of EventStoreDB 23.10 in this process, on a free port of the loopback interface,
 * with its log in memory. It supports as much of the gRPC protocol as this repository's tests need
 * with the real client; any other call fails. Where it differs from a real server, the real server
 * is right.
 */
export const startEventStoreDBDouble = async (
  options: EventStoreDBDoubleOptions = {},
): Promise<EventStoreDBDouble> => {
  const node = newNode(newLog(), options)
  const server = serving(node, options)
  await server.start()
  return {
    connectionString: server.connectionString(),
    port: server.endpoint().port,
    faults: faultsOf(node.plan, server.endOpenStreams),
    counts: node.activity.counts,
    until: node.activity.until,
    scavenge: () => scavenge(node.log),
    follower: () => startFollower({ node, endpoint: server.endpoint }, options),
    restart: async () => {
      await server.stop()
      await server.start()
    },
    stop: server.stop,
  }
}
