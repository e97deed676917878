import type { Instant } from '../schema/instant'

/** When and where in its stream an event was recorded; what as-at views are cut by (M20, M21). */
export interface Entry {
  /** Place in the stream, from 0. */
  readonly revision: number
  /** UTC instant, `YYYY-MM-DDTHH:mm:ss.sssZ`. */
  readonly recordedAt: Instant
}

/** Whether an entry is known from the point in time of a question. */
export type Known = (entry: Entry) => boolean

/** Everything recorded so far is known. */
export const everythingKnown: Known = () => true

/** The entry recorded last. */
export const latestOf = <A extends Entry>(entries: ReadonlyArray<A | undefined>): A | undefined =>
  entries.reduce(
    (latest, each) => ((each?.revision ?? -1) > (latest?.revision ?? -1) ? each : latest),
    undefined,
  )
