/** How a stream of the server is cut off. */
export type Cut = 'CANCELLED' | 'UNAVAILABLE' | 'ABORTED'

/** What becomes of an append whose answer is spoilt. */
export type SpoiltAnswer =
  | { readonly kind: 'swallow'; readonly written: boolean }
  | { readonly kind: 'delay'; readonly ms: number }
  | { readonly kind: 'timeout'; readonly written: boolean }
  | { readonly kind: 'unavailable'; readonly written: boolean }

export interface Endpoint {
  readonly host: string
  readonly port: number
}

/** What goes wrong, and how often. Everything here happens once for each time it is asked for. */
export interface Faults {
  /** Cuts the next reading or subscription off after it has given so many events. */
  readonly cutAfter: (events: number, how?: Cut) => void
  /** Cuts off every reading and subscription that is open. */
  readonly cutNow: (how?: Cut) => void
  /** Spoils the answer of the next append. */
  readonly spoilAppend: (how: SpoiltAnswer) => void
  /** Answers the next calls that some other node is the leader. */
  readonly notLeader: (calls: number, leader: Endpoint) => void
  /** Answers the next calls that the server is not available. */
  readonly unavailable: (calls: number) => void
  /** Refuses the next calls for want of rights. */
  readonly denyAccess: (calls: number) => void
  /** Answers no more requests for what the server can do. */
  readonly silentFeatures: (silent: boolean) => void
  /** Forgets the ids that were written, as a new leader does. */
  readonly forgetIds: () => void
  /** Drops a live subscription that is so many events behind, as releases up to 23.10 do. */
  readonly dropSlowConsumers: (behind: number | null) => void
  /** Whether subscriptions are told that they have caught up; releases before 23.10 do not. */
  readonly tellCaughtUp: (tell: boolean) => void
  /** Takes back every fault that has not happened yet. */
  readonly clear: () => void
}

/** The faults that are to come, as the services look at them. */
export interface PendingFaults {
  cuts: Array<{ readonly after: number; readonly how: Cut }>
  spoilt: Array<SpoiltAnswer>
  notLeader: { calls: number; leader: Endpoint }
  unavailable: number
  denied: number
  silentFeatures: boolean
  slowBehind: number | null
  tellCaughtUp: boolean
}

export const noFaults = (): PendingFaults => ({
  cuts: [],
  spoilt: [],
  notLeader: { calls: 0, leader: { host: '', port: 0 } },
  unavailable: 0,
  denied: 0,
  silentFeatures: false,
  slowBehind: null,
  tellCaughtUp: true,
})
