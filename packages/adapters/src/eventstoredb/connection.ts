import type { StoreError } from '@kpi-ledger/core'
import * as E from 'fp-ts/Either'
import type { Credentials, EventStoreDBClient } from './client'
import type { StreamNames } from './names'
import type { Retry } from './retry'

/** A client, and what the adapter needs to use it. */
export interface Connection {
  /** The client. */
  readonly client: EventStoreDBClient
  /** Passed with every append, which makes the client take the classic path. */
  readonly credentials: Credentials | null
  /** How long to wait for an answer, in ms. */
  readonly timeout: number
  /** How often, and how soon, to retry. */
  readonly retry: Retry
  /** The names of streams on the server. */
  readonly names: StreamNames
  /** Aborted when the store is closed, which ends all reads. */
  readonly closing: AbortSignal
}

/** Awaits an answer, at most for the timeout, as the client may never deliver it. */
export const inTime = <A>(answer: Promise<A>, timeout: number): Promise<A | 'late'> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve('late'), timeout)
    answer.then(resolve, reject).finally(() => clearTimeout(timer))
  })

/** The error of an answer that did not come within a timeout, in ms. */
export const late = (timeout: number): StoreError => ({
  _tag: 'TimedOut',
  reason: `no answer within ${String(timeout)} ms`,
})

/** The server ended a subscription without an error, which is no reason to stop. */
export const subscriptionEnded: StoreError = {
  _tag: 'Unavailable',
  reason: 'the server ended the subscription',
}

/** The error of a call to a closed store. */
export const storeClosed: E.Either<StoreError, never> = E.left({
  _tag: 'Unavailable',
  reason: 'the store is closed',
})
