import { randomUUID } from 'node:crypto'
import { Server, ServerCredentials } from '@grpc/grpc-js'
import { PersistentSubscriptionsService } from '@eventstore/db-client/generated/persistent_grpc_pb'
import { GossipService } from '@eventstore/db-client/generated/gossip_grpc_pb'
import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb'
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb'
import { handleAppend, handleBatchAppend } from './append-service'
import { handleFeatures, handleGossip } from './cluster'
import { handleDelete, handleTombstone } from './deletion'
import { noFaults, type Faults } from './faults'
import { handleCreate, handleDeleteGroup, handleReadGroup, type Groups } from './group-service'
import { newNode, type ServerNode } from './node'
import { handleRead } from './reading'

export interface EventStoreDBServerOptions {
  /** Whether the server offers the batch path, as releases from 21.10 do; it does by default. */
  readonly batchAppend?: boolean
  /** The server's clock and what makes its ids; the machine's by default. */
  readonly now?: () => Date
  readonly newId?: () => string
}

/** A server that is running. */
export interface EventStoreDBServer {
  /** For a client; without TLS. */
  readonly connectionString: string
  readonly port: number
  readonly faults: Faults
  /** How many readings, subscriptions and batch paths clients have open. */
  readonly openCalls: () => number
  /** Cuts everybody off and begins again with what was written, but no memory of ids. */
  readonly restart: () => Promise<void>
  readonly stop: () => void
}

const MAX_MESSAGE = 16 * 1024 * 1024

const faultsOf = (node: ServerNode): Faults => {
  const { faults } = node
  return {
    cutAfter: (after, how = 'CANCELLED') => faults.cuts.push({ after, how }),
    cutNow: (how = 'CANCELLED') => {
      for (const call of [...node.open]) call.cut(how)
    },
    spoilAppend: (how) => faults.spoilt.push(how),
    notLeader: (calls, leader) => (faults.notLeader = { calls, leader }),
    unavailable: (calls) => (faults.unavailable = calls),
    denyAccess: (calls) => (faults.denied = calls),
    silentFeatures: (silent) => (faults.silentFeatures = silent),
    forgetIds: () => node.ids.forget(),
    dropSlowConsumers: (behind) => (faults.slowBehind = behind),
    tellCaughtUp: (tell) => (faults.tellCaughtUp = tell),
    clear: () => Object.assign(faults, noFaults()),
  }
}

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.bindAsync(
      `127.0.0.1:${String(port)}`,
      ServerCredentials.createInsecure(),
      (e, bound) => {
        if (e === null) resolve(bound)
        else reject(e)
      },
    )
  })

/**
 * Starts a server on loopback that speaks as much of EventStoreDB's protocol as its client does
 * for streams: a test double with the semantics of release 23.10, which keeps what is written in
 * memory and fails as it is told to. It is no database.
 */
export const startEventStoreDBServer = async ({
  batchAppend = true,
  now = () => new Date(),
  newId = randomUUID,
}: EventStoreDBServerOptions = {}): Promise<EventStoreDBServer> => {
  const node = newNode(now, newId)
  const groups: Groups = new Map()
  let port = 0

  const start = async (): Promise<Server> => {
    const server = new Server({ 'grpc.max_receive_message_length': MAX_MESSAGE })
    server.addService(StreamsService, {
      read: handleRead(node),
      append: handleAppend(node),
      batchAppend: handleBatchAppend(node),
      delete: handleDelete(node),
      tombstone: handleTombstone(node),
    })
    server.addService(PersistentSubscriptionsService, {
      create: handleCreate(node, groups),
      delete: handleDeleteGroup(node, groups),
      read: handleReadGroup(node, groups),
    })
    server.addService(ServerFeaturesService, {
      getSupportedMethods: handleFeatures(node, batchAppend),
    })
    server.addService(GossipService, { read: handleGossip(node, () => port) })
    port = await listen(server, port)
    return server
  }

  let server = await start()
  return {
    connectionString: `esdb://127.0.0.1:${String(port)}?tls=false`,
    port,
    faults: faultsOf(node),
    openCalls: () => node.open.size,
    restart: async () => {
      server.forceShutdown()
      node.open.clear()
      node.ids.forget()
      for (const group of groups.values()) group.reset()
      server = await start()
    },
    stop: () => {
      server.forceShutdown()
      node.open.clear()
      for (const group of groups.values()) group.reset()
    },
  }
}
