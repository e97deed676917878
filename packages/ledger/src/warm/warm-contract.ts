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
  /** The id of the contract. */
  readonly contract: string
  /** The folded events. */
  readonly history: History
  /** The Merkle log of the events. */
  readonly log: MerkleTree
}

/** The result of a refresh. */
export interface Refreshed {
  /** The state after the refresh. */
  readonly folded: Folded
  /** The number of events that were read and folded. */
  readonly read: number
  /** Whether the events folded earlier could be reused. */
  readonly warm: boolean
  /** Why a snapshot was not used or could not be saved; null if neither happened. */
  readonly snapshotError: string | null
}

type Open = () => Promise<E.Either<StoreError, EventReader>>

interface State extends Folded {
  last: RecordedEvent | null
  /** The number of events taken from a snapshot, whose state is not checked against the events. */
  readonly fromSnapshot: number
  /** The number of events in the snapshot saved last. */
  saved: number
}

const empty = (contract: string): State => ({
  ...{ contract, history: emptyHistory(), log: new MerkleTree(nodeHashing) },
  ...{ last: null, fromSnapshot: 0, saved: 0 },
})

/** A snapshot is saved once there are this many new events, and a tenth as many as it covered. */
const NEW_EVENTS = 1000
const GROWTH = 1.1

/** One contract's folded events, kept up to date by reading new ones. */
export class WarmContract {
  private state: State
  /** The refresh that has not started yet, shared by all callers until it does. */
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

  /** The number of events held. */
  get size(): number {
    return historySize(this.state.history)
  }

  /** The state after the last read. */
  get asRead(): Folded {
    return this.state
  }

  /** Whether every event was read, so that nothing is taken from a snapshot. */
  get isProven(): boolean {
    return this.state.fromSnapshot === 0
  }

  /**
   * Brings the contract up to date with everything recorded before this call. If a root is to be
   * shown or checked (`proven`), no snapshot is relied on.
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

  /** Reads new events; null if the folded events are no longer those in the store. */
  private async readOn(reader: EventReader): Promise<E.Either<StoreError, Refreshed | null>> {
    const { state, size } = this
    const events = await collect(reader.read(streamOf(this.contract), { from: size - 1 }))()
    if (E.isLeft(events)) return events
    const [last, ...added] = events.right
    if (last?.id !== state.history.origins.latest()?.id) return E.right(null)
    // Synchronous from here on, so that callers see either all new events or none.
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

  /**
   * Saves a snapshot once there is enough that is new; returns the reason if that fails, else null.
   */
  private async save(): Promise<string | null> {
    const { snapshots, state, size } = this
    if (snapshots === null) return null
    if (size < state.saved + NEW_EVENTS || size < state.saved * GROWTH) return null
    const saved = await saveHistory(snapshots, { ...state, stream: streamOf(this.contract) })()
    // If saving fails, it is tried again only after as many new events.
    state.saved = size
    return E.isLeft(saved) ? describe(saved.left) : null
  }
}
