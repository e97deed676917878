import type { EventReader, StoreError } from '@kpi-ledger/core'
import * as E from 'fp-ts/Either'
import { WarmContract, type Refreshed } from './warm-contract'

/** How much is kept, and for how long it is taken for the present. */
export interface Keeping {
  /** Events kept folded, of all contracts together. */
  readonly budget: number
  /** Milliseconds for which what was read is taken for the present. */
  readonly staleness: number
  readonly elapsed: () => number
}

interface Kept {
  readonly contract: WarmContract
  /** Events counted for it. */
  counted: number
  /** When it was last known to be up to date. */
  checkedAt: number
  /** When something was last recorded here: what was read before that is not the present. */
  recordedAt: number
}

/**
 * The folded contracts of a store. Each is brought up to date before it is asked; once there are
 * more events than the budget allows, the contract that was asked longest ago is let go of.
 */
export class WarmContracts {
  /** In the order in which they were last asked. */
  private readonly kept = new Map<string, Kept>()
  private events = 0

  constructor(
    private readonly open: () => Promise<E.Either<StoreError, EventReader>>,
    private readonly keeping: Keeping,
  ) {}

  /** Number of events that are kept. */
  get size(): number {
    return this.events
  }

  /**
   * A contract with all that was recorded before it was asked for, or within the staleness allowed;
   * without events if it is unknown.
   */
  async current(
    contract: string,
    staleness = this.keeping.staleness,
  ): Promise<E.Either<StoreError, Refreshed>> {
    const asked = this.keeping.elapsed()
    const kept = this.touch(contract)
    if (asked - kept.checkedAt < staleness)
      return E.right({ folded: kept.contract.asRead, read: 0, warm: true })
    const refreshed = await kept.contract.refresh()
    if (E.isRight(refreshed) && asked > kept.recordedAt) kept.checkedAt = asked
    this.count(contract, kept)
    return refreshed
  }

  /** Something was recorded: what was read before is not the present. */
  outdate(contract: string): void {
    const kept = this.kept.get(contract)
    if (kept === undefined) return
    kept.checkedAt = -Infinity
    kept.recordedAt = this.keeping.elapsed()
  }

  /** Lets go of everything. */
  clear(): void {
    this.kept.clear()
    this.events = 0
  }

  private touch(contract: string): Kept {
    const kept = this.kept.get(contract) ?? {
      contract: new WarmContract(contract, this.open),
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
    // A contract that is not there is not worth remembering.
    if (kept.counted === 0) this.kept.delete(contract)
    for (const [oldest, { counted }] of this.kept) {
      if (this.events <= this.keeping.budget) return
      this.kept.delete(oldest)
      this.events -= counted
    }
  }
}
