import { nodeHashing } from '@kpi-ledger/adapters'
import {
  collect,
  describe,
  streamOf,
  type CheckpointStore,
  type History,
  type RecordedEvent,
  type StoreError,
} from '@kpi-ledger/core'
import type { EventReader } from '@kpi-ledger/core/store'
import { eventLeaf, MerkleTree } from '@kpi-ledger/core/proofs'
import {
  addToHistory,
  emptyHistory,
  historySize,
  loadHistory,
  saveHistory,
} from '@kpi-ledger/projections'
import * as E from 'fp-ts/Either'

/** A contract's events, folded, and their Merkle log. Both grow as new events are read. */
export interface Folded {
  readonly contract: string
  readonly history: History
  readonly log: MerkleTree
}

/** The result of a refresh. */
export interface Refreshed {
  readonly folded: Folded
  /** Number of events read and folded. */
  readonly read: number
  /** Whether the events folded earlier could be reused. */
  readonly warm: boolean
  /** Why a snapshot was not used, or could not be saved; null otherwise. */
  readonly snapshotError: string | null
}

type Open = () => Promise<E.Either<StoreError, EventReader>>

interface State extends Folded {
  last: RecordedEvent | null
  /** Number of events taken from a snapshot: not proven to be what the events give. */
  readonly fromSnapshot: number
  /** Number of events in the snapshot that was saved last. */
  saved: number
}

const empty = (contract: string): State => ({
  ...{ contract, history: emptyHistory(), log: new MerkleTree(nodeHashing) },
  ...{ last: null, fromSnapshot: 0, saved: 0 },
})

/** A snapshot is saved once there are so many new events, and a tenth as many as it had. */
const NEW_EVENTS = 1000
const GROWTH = 1.1

/** One contract's folded events, kept up to date by reading new ones. */
export class WarmContract {
  private state: State
  /** A refresh that has not started yet, shared by all callers until it does. */
  private next: Promise<E.Either<StoreError, Refreshed>> | null = null
  /** Whether one of those callers needs every event to be read. */
  private toProve = false
  private last: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly contract: string,
    private readonly open: Open,
    private readonly snapshots: CheckpointStore | null = null,
  ) {
    this.state = empty(contract)
  }

  /** Number of events held. */
  get size(): number {
    return historySize(this.state.history)
  }

  /** The state after the last read. */
  get asRead(): Folded {
    return this.state
  }

  /** Whether every event of it was read, and none taken from a snapshot. */
  get isProven(): boolean {
    return this.state.fromSnapshot === 0
  }

  /**
   * Brings it up to date with everything recorded before this call. Where a root is shown or checked
   * (`proven`), a snapshot is not relied on.
   */
  refresh(proven: boolean): Promise<E.Either<StoreError, Refreshed>> {
    this.toProve ||= proven
    if (this.next !== null) return this.next
    const begin = (): Promise<E.Either<StoreError, Refreshed>> => {
      const toProve = this.toProve
      this.toProve = false
      this.next = null
      return this.read(toProve)
    }
    const next = this.last.then(begin, begin)
    this.next = next
    this.last = next
    return next
  }

  private async read(proven: boolean): Promise<E.Either<StoreError, Refreshed>> {
    const reader = await this.open()
    if (E.isLeft(reader)) return reader
    const reuse = this.size > 0 && (this.isProven || !proven)
    const warm = reuse ? await this.readOn(reader.right) : E.right(null)
    if (E.isLeft(warm)) return warm
    const read = warm.right === null ? await this.load(reader.right, proven) : E.right(warm.right)
    if (E.isLeft(read)) return read
    const unsaved = await this.save()
    return E.right({ ...read.right, snapshotError: read.right.snapshotError ?? unsaved })
  }

  /** Reads new events; null if the folded ones are no longer those in the store. */
  private async readOn(reader: EventReader): Promise<E.Either<StoreError, Refreshed | null>> {
    const { state, size } = this
    const events = await collect(reader.read(streamOf(this.contract), { from: size - 1 }))()
    if (E.isLeft(events)) return events
    const [last, ...added] = events.right
    if (last?.id !== state.history.origins.latest()?.id) return E.right(null)
    // Synchronous from here on, so that callers see all of them or none.
    for (const event of added) {
      addToHistory(state.history, event)
      state.log.append(eventLeaf(event, nodeHashing))
      state.last = event
    }
    return E.right({ folded: state, read: added.length, warm: true, snapshotError: null })
  }

  private async load(
    reader: EventReader,
    proven: boolean,
  ): Promise<E.Either<StoreError, Refreshed>> {
    const { contract } = this
    const options = { hashing: nodeHashing, proven }
    const loaded = await loadHistory(reader, this.snapshots, contract, options)()
    if (E.isLeft(loaded)) return loaded
    const { history, log, last, fromSnapshot, snapshot, ignored } = loaded.right
    this.state = { contract, history, log, last, fromSnapshot, saved: snapshot }
    const read = this.size - fromSnapshot
    return E.right({ folded: this.state, read, warm: false, snapshotError: ignored })
  }

  /** Saves a snapshot once enough is new; says why where it could not. */
  private async save(): Promise<string | null> {
    const { snapshots, state, size } = this
    if (snapshots === null) return null
    if (size < state.saved + NEW_EVENTS || size < state.saved * GROWTH) return null
    const saved = await saveHistory(snapshots, { ...state, stream: streamOf(this.contract) })()
    // Where it fails, it is tried again after as many new events.
    state.saved = size
    return E.isLeft(saved) ? describe(saved.left) : null
  }
}
