import type { Operation, StreamEnd } from './activity'
import type { Endpoint } from './wire/node.codec'

/** Faults that wait for their turn: the first that fits is used up, one time after the other. */
export interface Planned<A> {
  readonly add: (fault: A, times: number) => void
  readonly take: (fits?: (fault: A) => boolean) => A | undefined
  readonly clear: () => void
}

export const planned = <A>(): Planned<A> => {
  const waiting: Array<{ readonly fault: A; left: number }> = []
  return {
    add: (fault, times) => waiting.push({ fault, left: times }),
    take: (fits = () => true) => {
      const found = waiting.find(({ fault, left }) => left > 0 && fits(fault))
      if (found === undefined) return undefined
      found.left--
      return found.fault
    },
    clear: () => waiting.splice(0),
  }
}

/**
 * What the writer hears of an append: nothing ever, the answer when it is let go, that it took too
 * long, or that the server is gone.
 */
export type AppendAnswer = 'never' | 'held' | 'timeout' | 'unavailable'

export interface AppendFault {
  readonly answer: AppendAnswer
  /** Whether the events are written all the same; held ones that are not are written when let go. */
  readonly written: boolean
  readonly released: Promise<void>
}

export interface StreamFault {
  readonly after: number
  readonly how: StreamEnd
  readonly only: 'read' | 'subscription' | undefined
}

/** Who is refused: a stream, an operation, or both together; everyone if neither is said. */
export interface Refusal {
  readonly stream?: string
  readonly operation?: Operation
}

/** What is to go wrong. */
export interface FaultPlan {
  readonly unavailable: Planned<true>
  readonly notLeader: Planned<Endpoint>
  readonly appends: Planned<AppendFault>
  readonly streams: Planned<StreamFault>
  readonly swallowedFeatures: Planned<true>
  refusals: ReadonlyArray<Refusal>
  /** How many events may wait for a live consumer before it is dropped. */
  consumerBuffer: number
  caughtUp: boolean
  batchAppend: 'on' | 'unlisted' | 'unimplemented'
  held: ReadonlyArray<() => void>
}

export const createFaultPlan = (): FaultPlan => ({
  unavailable: planned(),
  notLeader: planned(),
  appends: planned(),
  streams: planned(),
  swallowedFeatures: planned(),
  refusals: [],
  consumerBuffer: Infinity,
  caughtUp: true,
  batchAppend: 'on',
  held: [],
})

/** Makes everything go well again, and lets go of what is held. */
export const clearFaults = (plan: FaultPlan): void => {
  const { unavailable, notLeader, appends, streams, swallowedFeatures, held } = plan
  for (const faults of [unavailable, notLeader, appends, streams, swallowedFeatures]) faults.clear()
  const { refusals, consumerBuffer, caughtUp, batchAppend } = createFaultPlan()
  Object.assign(plan, { refusals, consumerBuffer, caughtUp, batchAppend, held: [] })
  for (const release of held) release()
}
