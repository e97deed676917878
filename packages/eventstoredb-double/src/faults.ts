import type { Operation, StreamEnd } from './activity'

/** A node's address. */
export interface Endpoint {
  readonly host: string
  readonly port: number
}

/** The answer to an append: none ever, its result once released, or a failure. */
export type AppendAnswer = 'never' | 'held' | 'timeout' | 'unavailable'

/** What is refused: a stream, an operation, or an operation on a stream. */
export interface Refusal {
  /** The stream; any if absent. */
  readonly stream?: string
  /** The operation; any if absent. */
  readonly operation?: Operation
}

interface AppendFault {
  readonly answer: AppendAnswer
  /** Whether the events are written anyway; if not, a held append is written on release. */
  readonly written: boolean
  readonly released: Promise<void>
}

/** What is to fail. Lists are used up from the front. */
export interface FaultPlan {
  /** One item per call to fail as unavailable. */
  readonly unavailable: Array<true>
  /** One node per call to redirect. */
  readonly notLeader: Array<Endpoint>
  /** The answers to the next appends. */
  readonly appends: Array<AppendFault>
  /** How the next reads and subscriptions end. */
  readonly streams: Array<{ readonly after: number; readonly how: StreamEnd }>
  /** What is refused. */
  readonly refusals: Array<Refusal>
  /** Releases each held answer. */
  readonly held: Array<() => void>
  /** How many events may wait for a live subscriber before it is dropped. */
  subscriberBuffer: number
  /** Whether subscriptions report that they have caught up. */
  caughtUp: boolean
  /** Whether subscriptions report their progress. */
  checkpoints: boolean
  /** Whether the server answers what it supports. */
  supportedMethods: boolean
}

/** How many events may wait for a live subscriber by default. */
const SUBSCRIBER_BUFFER = 32

/** Creates a plan in which nothing fails. */
export const createFaultPlan = (): FaultPlan => ({
  unavailable: [],
  notLeader: [],
  appends: [],
  streams: [],
  refusals: [],
  held: [],
  subscriberBuffer: SUBSCRIBER_BUFFER,
  caughtUp: true,
  checkpoints: true,
  supportedMethods: true,
})

/**
 * What a test can make fail. Counted faults are used up in the order they were requested; the
 * others last until `clear`. Nothing happens by chance or after a delay.
 */
export interface Faults {
  /** Ends the next read or subscription after a number of events. */
  readonly endStreamsAfter: (events: number, how: StreamEnd) => void
  /** Ends every read, subscription, consumer and shared append call that is open now. */
  readonly endOpenStreams: (how: StreamEnd) => void
  /**
   * Sets the answer to the next append, and whether it is written. The returned function releases a
   * `held` answer.
   */
  readonly answerAppends: (
    answer: AppendAnswer,
    options: { readonly written: boolean },
  ) => () => void
  /** Redirects the next calls on the log to another node. */
  readonly notLeader: (leader: Endpoint, calls: number) => void
  /** Fails the next calls on the log as unavailable. */
  readonly unavailable: (calls: number) => void
  /** Denies access to a stream, to an operation, or to an operation on a stream. */
  readonly refuse: (refusal: Refusal) => void
  /** Drops a live subscription when more events than this wait for its reader. */
  readonly dropSlowSubscribers: (buffer: number) => void
  /** Stops subscriptions from reporting that they have caught up, as before 23.10. */
  readonly withoutCaughtUp: () => void
  /** Stops subscriptions from reporting their progress. */
  readonly withoutCheckpoints: () => void
  /** Gives no answer to clients that ask what the server supports. */
  readonly withoutSupportedMethods: () => void
  /** Ends all faults, and releases held answers. */
  readonly clear: () => void
}

/** The faults of a server, which change its plan. */
export const faultsOf = (plan: FaultPlan, endOpenStreams: Faults['endOpenStreams']): Faults => ({
  endStreamsAfter: (after, how) => plan.streams.push({ after, how }),
  endOpenStreams,
  answerAppends: (answer, { written }) => {
    let release = (): void => undefined
    const released = new Promise<void>((resolve) => (release = resolve))
    plan.appends.push({ answer, written, released })
    plan.held.push(release)
    return release
  },
  notLeader: (leader, calls) => plan.notLeader.push(...Array<Endpoint>(calls).fill(leader)),
  unavailable: (calls) => plan.unavailable.push(...Array<true>(calls).fill(true)),
  refuse: (refusal) => plan.refusals.push(refusal),
  dropSlowSubscribers: (buffer) => {
    plan.subscriberBuffer = buffer
  },
  withoutCaughtUp: () => {
    plan.caughtUp = false
  },
  withoutCheckpoints: () => {
    plan.checkpoints = false
  },
  withoutSupportedMethods: () => {
    plan.supportedMethods = false
  },
  clear: () => {
    for (const release of plan.held) release()
    Object.assign(plan, createFaultPlan())
  },
})
