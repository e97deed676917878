import type { Metadata } from '@grpc/grpc-js'
import type { Activity, Operation } from './activity'
import type { FaultPlan } from './fault-plan'
import type { Limits } from './log/commands'
import type { Log } from './log/log'
import type { Signal } from './signal'
import { accessDenied, notLeader, unauthenticated, unavailable, type Failure } from './wire/failure'

/** What every service of one server shares. It outlives a restart. */
export interface Node {
  readonly log: Log
  readonly plan: FaultPlan
  readonly activity: Activity
  /** Something was written. */
  readonly appended: Signal
  readonly now: () => number
  readonly limits: Limits
  /** `user:password` that every call on the log must bring, if any. */
  readonly credentials: string | undefined
}

const authenticated = (node: Node, metadata: Metadata): Failure | undefined => {
  if (node.credentials === undefined) return undefined
  const [authorization] = metadata.get('authorization')
  if (authorization === undefined) return accessDenied()
  const basic = `Basic ${Buffer.from(node.credentials).toString('base64')}`
  return authorization === basic ? undefined : unauthenticated()
}

/** Counts a call that has come in, and says why it goes no further, if it does not. */
export const admit = (
  node: Node,
  metadata: Metadata,
  operation: Operation,
  stream: string,
): Failure | undefined => {
  node.activity.received(operation)
  if (node.plan.unavailable.take() !== undefined) return unavailable()
  const leader = node.plan.notLeader.take()
  if (leader !== undefined) return notLeader(leader)
  const refused = node.plan.refusals.some(
    (refusal) =>
      (refusal.stream ?? stream) === stream && (refusal.operation ?? operation) === operation,
  )
  return refused ? accessDenied() : authenticated(node, metadata)
}
