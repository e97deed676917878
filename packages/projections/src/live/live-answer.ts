import { streamOf, type CheckpointStore, type EventStore, type History } from '@kpi-ledger/core'
import { addToHistory, emptyHistory } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import { map, type Observable, type OperatorFunction } from 'rxjs'
import { encodeHistory } from '../history/encode-history'
import { decodeHistory, HISTORY_VERSION } from '../history/history.codec'
import type { Concerns } from './concerns'
import type { Emission } from './emission'
import { live, type LiveOptions, type Resume } from './live'
import type { Projection, StateCodec } from './projection'

/** A growing history, and its current answer; null once that may have changed. */
export interface Answered<A> {
  /** The history. */
  readonly history: History
  /** The current answer; null once it may have changed. */
  answer: A | null
}

/** Options for a live answer. */
export interface LiveAnswerOptions extends LiveOptions {
  /** Saves the folded history in checkpoints, so that it is not folded again. */
  readonly resume?: {
    readonly checkpoints: CheckpointStore
    /** Number of events between checkpoints, beside the one on catching up; 10,000 by default. */
    readonly every?: number
  }
}

/**
 * A checkpoint contains the whole history, so saving it often would cost more than folding again.
 */
const EVERY = 10_000

const projectionOf = <A>(contract: string, concerns: Concerns): Projection<Answered<A>> => ({
  name: `live history of ${streamOf(contract)}`,
  version: HISTORY_VERSION,
  filter: { streams: [streamOf(contract)] },
  initial: () => ({ history: emptyHistory(), answer: null }),
  apply: (state, event) => {
    addToHistory(state.history, event)
    if (state.answer !== null && concerns(event, state.history)) state.answer = null
    return state
  },
})

const codecOf = <A>(): StateCodec<Answered<A>> => ({
  encode: ({ history }) => encodeHistory(history),
  decode: (text) =>
    E.map((history: History): Answered<A> => ({ history, answer: null }))(decodeHistory(text)),
})

/** Maps every emitted history to its answer, recomputing it only if it may have changed. */
export const answers = <A>(
  view: (history: History) => A,
): OperatorFunction<Emission<Answered<A>>, Emission<A>> =>
  map((emission) =>
    emission.kind === 'state'
      ? { ...emission, state: (emission.state.answer ??= view(emission.state.history)) }
      : emission,
  )

/** A view on a contract's history, folded once and kept up to date. */
export const liveAnswer = <A>(
  store: Pick<EventStore, 'subscribe'>,
  contract: string,
  view: (history: History) => A,
  concerns: Concerns,
  { emit, resume }: LiveAnswerOptions,
): Observable<Emission<A>> => {
  const resumed: { readonly resume?: Resume<Answered<A>> } =
    resume === undefined ? {} : { resume: { every: EVERY, ...resume, codec: codecOf<A>() } }
  return live(store, projectionOf<A>(contract, concerns), {
    ...(emit === undefined ? {} : { emit }),
    ...resumed,
  }).pipe(answers(view))
}
