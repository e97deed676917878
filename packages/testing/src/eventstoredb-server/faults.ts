import type { StreamEnd } from './activity'
import { clearFaults, type AppendAnswer, type FaultPlan, type Refusal } from './fault-plan'
import { tombstone } from './log/commands'
import type { Node } from './node'
import type { Endpoint } from './wire/node.codec'

/**
 * What a test can make go wrong. Counted faults are used up, in the order they were asked for;
 * the others hold until `clear`. Nothing happens by chance or after a time.
 */
export interface Faults {
  /** Ends reads and subscriptions that are opened from now on after so many events. */
  readonly endStreamsAfter: (
    events: number,
    how: StreamEnd,
    options?: { readonly times?: number; readonly only?: 'read' | 'subscription' },
  ) => void
  /** Ends every read, subscription, consumer and shared append call that is open now. */
  readonly endOpenStreams: (how: StreamEnd) => void
  /**
   * What writers hear of the next appends, and whether these are written. The function given back
   * lets go of answers that are `held`.
   */
  readonly answerAppends: (
    answer: AppendAnswer,
    options: { readonly written: boolean; readonly times?: number },
  ) => () => void
  /** Sends the next calls on the log to another node. */
  readonly notLeader: (leader: Endpoint, calls?: number) => void
  /** Turns the next calls on the log away as if nobody were there. */
  readonly unavailable: (calls?: number) => void
  /** Denies access to a stream, to an operation, or to an operation on a stream. */
  readonly refuse: (refusal: Refusal) => void
  /** Forgets which event ids were written, as a restart does. */
  readonly forgetIds: () => void
  /** Drops a live subscription when more events than this wait for its reader: 23.10 and before. */
  readonly dropSlowConsumers: (buffer?: number) => void
  /** Subscriptions no longer say that they have caught up, as before 23.10. */
  readonly withoutCaughtUp: () => void
  /** Appends cannot share a call: it is not listed, as before 21.10, or listed and fails. */
  readonly withoutBatchAppend: (how?: 'unlisted' | 'unimplemented') => void
  /** The next times a client asks what the server can do, it is never told. */
  readonly swallowSupportedMethods: (times?: number) => void
  /** Ends a stream for ever, under the eyes of who is subscribed to it. */
  readonly tombstone: (stream: string) => void
  /** Makes everything go well again, and lets go of held answers. */
  readonly clear: () => void
}

const refuse = (plan: FaultPlan, refusal: Refusal): void => {
  plan.refusals = [...plan.refusals, refusal]
}

export const faultsOf = (node: Node): Faults => {
  const { plan, log } = node
  return {
    endStreamsAfter: (after, how, { times = 1, only } = {}) =>
      plan.streams.add({ after, how, only }, times),
    endOpenStreams: (how) => {
      for (const stream of [...node.activity.streams]) stream.finish(how)
    },
    answerAppends: (answer, { written, times = 1 }) => {
      let release = (): void => undefined
      const released = new Promise<void>((resolve) => (release = resolve))
      plan.appends.add({ answer, written, released }, times)
      plan.held = [...plan.held, release]
      return release
    },
    notLeader: (leader, calls = 1) => plan.notLeader.add(leader, calls),
    unavailable: (calls = 1) => plan.unavailable.add(true, calls),
    refuse: (refusal) => refuse(plan, refusal),
    forgetIds: () => log.ids.clear(),
    dropSlowConsumers: (buffer = 32) => {
      plan.consumerBuffer = buffer
    },
    withoutCaughtUp: () => {
      plan.caughtUp = false
    },
    withoutBatchAppend: (how = 'unlisted') => {
      plan.batchAppend = how
    },
    swallowSupportedMethods: (times = 1) => plan.swallowedFeatures.add(true, times),
    tombstone: (stream) => {
      tombstone(log, stream, 'any', node.now())
      node.appended.fire()
    },
    clear: () => clearFaults(plan),
  }
}
