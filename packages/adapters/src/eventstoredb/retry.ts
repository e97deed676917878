import { setTimeout } from 'node:timers/promises'
import type { StoreError } from '@kpi-ledger/core'
import type { Pages } from '@kpi-ledger/core/store'
import * as E from 'fp-ts/Either'
import { isTransient } from './error'

/** How often to try, and how long to wait in between. */
export interface Retry {
  /** Number of consecutive failures after which the error is reported. */
  readonly attempts: number
  /** The first wait in ms; it doubles with each further failure. */
  readonly delay: number
  /** The longest wait, in ms. */
  readonly longest: number
}

/** Waits of about 16 seconds in all, which is longer than the election of a leader takes. */
export const defaultRetry: Retry = { attempts: 9, delay: 100, longest: 5000 }

/** How long to wait after the nth failure, counted from 1, in ms. */
export const waitOf = (failures: number, { delay, longest }: Retry): number =>
  Math.min(longest, delay * 2 ** (failures - 1))

/** Waits after the nth failure; resolves at once when the signal aborts. */
export const waitAfter = async (
  failures: number,
  retry: Retry,
  signal?: AbortSignal,
): Promise<void> => {
  try {
    await setTimeout(waitOf(failures, retry), undefined, signal === undefined ? {} : { signal })
  } catch {
    // Being stopped is not a failure.
  }
}

/** Runs a task until it succeeds, its error is final, or the attempts are used up. */
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
 * Pages that survive a lost connection. `open` must continue after the last item delivered; every
 * page resets the number of attempts.
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
