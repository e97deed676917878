import type { EventEmitter } from 'node:events'
import type { Metadata } from '@grpc/grpc-js'
import type { Activity, Operation } from './activity'
import type { Endpoint, FaultPlan } from './faults'
import type { Log } from './log'
import { accessDenied, notLeader, unauthenticated, unavailable, type Failure } from './wire/failure'

/** What all services of one server share. It survives a restart. */
export interface Node {
  /** What the server stores. */
  readonly log: Log
  /** What is to fail. */
  readonly plan: FaultPlan
  /** Its calls. */
  readonly activity: Activity
  /** Emits `append` after every write. */
  readonly writes: EventEmitter
  /** The node that writes, if this one is a follower. */
  readonly leader?: { readonly node: Node; readonly endpoint: () => Endpoint }
  /** The `user:password` that every call on the log must have, if any. */
  readonly credentials: string | undefined
}

const authenticate = ({ credentials }: Node, metadata: Metadata): Failure | undefined => {
  if (credentials === undefined) return undefined
  const [authorization] = metadata.get('authorization')
  if (authorization === undefined) return accessDenied()
  const basic = `Basic ${Buffer.from(credentials).toString('base64')}`
  return authorization === basic ? undefined : unauthenticated()
}

/** The node that writes for a call: a follower passes it on. */
export const writing = (node: Node): Node => node.leader?.node ?? node

/** Counts a received call, and says why it is refused, if it is. */
export const admit = (
  node: Node,
  metadata: Metadata,
  operation: Operation,
  stream: string,
): Failure | undefined => {
  const { plan, activity } = node
  const [requiresLeader] = metadata.get('requires-leader')
  activity.receive(operation)
  if (plan.unavailable.shift() !== undefined) return unavailable()
  const away = requiresLeader === 'true' ? node.leader?.endpoint() : undefined
  const leader = plan.notLeader.shift() ?? away
  if (leader !== undefined) return notLeader(leader)
  const refused = plan.refusals.some(
    (refusal) =>
      (refusal.stream ?? stream) === stream && (refusal.operation ?? operation) === operation,
  )
  return refused ? accessDenied() : authenticate(node, metadata)
}
