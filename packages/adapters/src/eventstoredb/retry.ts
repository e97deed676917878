import { setTimeout } from 'node:timers/promises'
import type { Pages, StoreError } from '@kpi-ledger/core'
import * as E from 'fp-ts/Either'
import { isTransient } from './error'

/** How often something is tried, and how long is waited in between. */
export interface Retry {
  /** How many times in a row something may fail before its error is told. */
  readonly attempts: number
  /** The first wait in ms; each further one is twice as long. */
  readonly delay: number
  /** The longest wait, in ms. */
  readonly longest: number
}

export const defaultRetry: Retry = { attempts: 8, delay: 100, longest: 5000 }

/** Waits after a failure, the first being number 1; at once done where the signal says stop. */
export const waitAfter = async (
  failures: number,
  { delay, longest }: Retry,
  signal?: AbortSignal,
): Promise<void> => {
  const wait = Math.min(longest, delay * 2 ** (failures - 1))
  try {
    await setTimeout(wait, undefined, signal === undefined ? {} : { signal })
  } catch {
    // To be told to stop is no failure.
  }
}

/** Runs something until it works, its error is final, or its attempts are used up. */
export const retrying = async <A>(
  retry: Retry,
  work: () => Promise<E.Either<StoreError, A>>,
): Promise<E.Either<StoreError, A>> => {
  for (let failures = 1; ; failures++) {
    const result = await work()
    if (E.isRight(result) || !isTransient(result.left) || failures >= retry.attempts) return result
    await waitAfter(failures, retry)
  }
}

/**
 * Pages that outlive a lost connection. `open` begins after the last item that was given; every
 * page given makes the attempts count from the beginning.
 */
export async function* resuming<A>(
  retry: Retry,
  open: () => Pages<A>,
  signal?: AbortSignal,
): Pages<A> {
  const stopped = (): boolean => signal?.aborted === true
  for (let failures = 0; ;) {
    let error: E.Left<StoreError> | null = null
    for await (const page of open()) {
      if (E.isLeft(page)) {
        error = page
        break
      }
      failures = 0
      yield page
    }
    if (error === null || stopped()) return
    if (!isTransient(error.left) || ++failures >= retry.attempts) {
      yield error
      return
    }
    await waitAfter(failures, retry, signal)
    if (stopped()) return
  }
}
