import { setTimeout } from 'node:timers/promises'
import type { Retrying } from '@kpi-ledger/core'

/** Milliseconds by a monotonic clock. */
export const elapsed = (): number => performance.now()

/** How this process waits before it retries. */
export const waiting: Retrying = {
  wait: (milliseconds) => setTimeout(milliseconds),
  random: Math.random,
  elapsed,
}
