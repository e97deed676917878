import type { CheckpointStore, StoreError } from '@kpi-ledger/core'
import type { EventReader } from '@kpi-ledger/core/store'
import * as E from 'fp-ts/Either'
import { WarmContract, type Refreshed } from './warm-contract'

/** How much to cache, and how long it may be stale. */
export interface Keeping {
  /** Maximum number of events kept folded, over all contracts. */
  readonly budget: number
  /** Milliseconds for which a read counts as current. */
  readonly staleness: number
  /** Milliseconds by a monotonic clock. */
  readonly elapsed: () => number
  /** Where snapshots of long histories are kept; null for none. */
  readonly snapshots: CheckpointStore | null
}

interface Kept {
  readonly contract: WarmContract
  /** The number of its events that count towards the budget. */
  counted: number
  /** When it was last known to be up to date, by the monotonic clock. */
  checkedAt: number
  /** When something was last recorded in it by this ledger; earlier reads are outdated. */
  recordedAt: number
}

/**
 * The folded contracts of a store. Each is refreshed before a question is answered; once the budget
 * is exceeded, the least recently used contracts are evicted.
 */
export class WarmContracts {
  /** The contracts by their ids, the least recently used first. */
  private readonly kept = new Map<string, Kept>()
  private events = 0

  constructor(
    private readonly open: () => Promise<E.Either<StoreError, EventReader>>,
    private readonly keeping: Keeping,
  ) {}

  /** The number of events held. */
  get size(): number {
    return this.events
  }

  /**
   * The contract with everything recorded before the call, or within the allowed staleness; without
   * events if it is unknown. `proven` is for answers that show or check a root.
   */
  async current(
    contract: string,
    proven: boolean,
    staleness = this.keeping.staleness,
  ): Promise<E.Either<StoreError, Refreshed>> {
    const asked = this.keeping.elapsed()
    const kept = this.touch(contract)
    if (asked - kept.checkedAt < staleness && (kept.contract.isProven || !proven))
      return E.right({ folded: kept.contract.asRead, read: 0, warm: true, snapshotError: null })
    const refreshed = await kept.contract.refresh(proven)
    if (E.isRight(refreshed) && asked > kept.recordedAt) kept.checkedAt = asked
    this.count(contract, kept)
    return refreshed
  }

  /** Marks a contract as changed, so that earlier reads are outdated. */
  outdate(contract: string): void {
    const kept = this.kept.get(contract)
    if (kept === undefined) return
    kept.checkedAt = -Infinity
    kept.recordedAt = this.keeping.elapsed()
  }

  /** Evicts everything. */
  clear(): void {
    this.kept.clear()
    this.events = 0
  }

  private touch(contract: string): Kept {
    const kept = this.kept.get(contract) ?? {
      contract: new WarmContract(contract, this.open, this.keeping.snapshots),
      counted: 0,
      checkedAt: -Infinity,
      recordedAt: -Infinity,
    }
    this.kept.delete(contract)
    this.kept.set(contract, kept)
    return kept
  }

  private count(contract: string, kept: Kept): void {
    if (this.kept.get(contract) !== kept) return
    this.events += kept.contract.size - kept.counted
    kept.counted = kept.contract.size
    // A contract that does not exist is not worth caching.
    if (kept.counted === 0) this.kept.delete(contract)
    for (const [oldest, { counted }] of this.kept) {
      if (this.events <= this.keeping.budget) return
      this.kept.delete(oldest)
      this.events -= counted
    }
  }
}
