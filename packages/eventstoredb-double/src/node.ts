import type { EventEmitter } from 'node:events'
import type { Metadata } from '@grpc/grpc-js'
import type { Activity, Operation } from './activity'
import type { FaultPlan } from './faults'
import type { Log } from './log'
import { accessDenied, notLeader, unauthenticated, unavailable, type Failure } from './wire/failure'

/** What every service of one server shares. It outlives a restart. */
export interface Node {
  readonly log: Log
  readonly plan: FaultPlan
  readonly activity: Activity
  /** Emits `append` after every write. */
  readonly writes: EventEmitter
  /** `user:password` that every call on the log must bring, if any. */
  readonly credentials: string | undefined
}

const authenticate = ({ credentials }: Node, metadata: Metadata): Failure | undefined => {
  if (credentials === undefined) return undefined
  const [authorization] = metadata.get('authorization')
  if (authorization === undefined) return accessDenied()
  const basic = `Basic ${Buffer.from(credentials).toString('base64')}`
  return authorization === basic ? undefined : unauthenticated()
}

/** Counts a call that has come in, and says why it goes no further, if it does not. */
export const admit = (
  node: Node,
  metadata: Metadata,
  operation: Operation,
  stream: string,
): Failure | undefined => {
  const { plan, activity } = node
  activity.receive(operation)
  if (plan.unavailable.shift() !== undefined) return unavailable()
  const leader = plan.notLeader.shift()
  if (leader !== undefined) return notLeader(leader)
  const refused = plan.refusals.some(
    (refusal) =>
      (refusal.stream ?? stream) === stream && (refusal.operation ?? operation) === operation,
  )
  return refused ? accessDenied() : authenticate(node, metadata)
}
