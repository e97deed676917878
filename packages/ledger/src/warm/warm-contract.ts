import { nodeHashing } from '@kpi-ledger/adapters'
import {
  collect,
  streamOf,
  type EventReader,
  type History,
  type RecordedEvent,
  type StoreError,
} from '@kpi-ledger/core'
import { eventLeaf, MerkleTree } from '@kpi-ledger/core/proofs'
import { foldPages } from '@kpi-ledger/core/unstable'
import { addToHistory, emptyHistory, historySize } from '@kpi-ledger/projections'
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
}

type Open = () => Promise<E.Either<StoreError, EventReader>>

const empty = (contract: string): Folded => ({
  contract,
  history: emptyHistory(),
  log: new MerkleTree(nodeHashing),
})

const add = ({ history, log }: Folded, event: RecordedEvent): void => {
  addToHistory(history, event)
  log.append(eventLeaf(event, nodeHashing))
}

/** One contract's folded events, kept up to date by reading new ones. */
export class WarmContract {
  private folded: Folded
  /** A refresh that has not started yet, shared by all callers until it does. */
  private next: Promise<E.Either<StoreError, Refreshed>> | null = null
  private last: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly contract: string,
    private readonly open: Open,
  ) {
    this.folded = empty(contract)
  }

  /** Number of events held. */
  get size(): number {
    return historySize(this.folded.history)
  }

  /** The state after the last read. */
  get asRead(): Folded {
    return this.folded
  }

  /** Brings it up to date with everything recorded before this call. */
  refresh(): Promise<E.Either<StoreError, Refreshed>> {
    if (this.next !== null) return this.next
    const begin = (): Promise<E.Either<StoreError, Refreshed>> => {
      this.next = null
      return this.read()
    }
    const next = this.last.then(begin, begin)
    this.next = next
    this.last = next
    return next
  }

  private async read(): Promise<E.Either<StoreError, Refreshed>> {
    const reader = await this.open()
    if (E.isLeft(reader)) return reader
    const warm = this.size === 0 ? E.right(null) : await this.readOn(reader.right)
    if (E.isLeft(warm)) return warm
    return warm.right === null ? this.readAll(reader.right) : E.right(warm.right)
  }

  /** Reads new events; null if the folded ones are no longer those in the store. */
  private async readOn(reader: EventReader): Promise<E.Either<StoreError, Refreshed | null>> {
    const { folded, size } = this
    const known = folded.history.origins.at(-1)?.id
    const events = await collect(reader.read(streamOf(this.contract), { from: size - 1 }))()
    if (E.isLeft(events)) return events
    const [last, ...added] = events.right
    if (last?.id !== known) return E.right(null)
    // Synchronous from here on, so that callers see all of them or none.
    for (const event of added) add(folded, event)
    return E.right({ folded, read: added.length, warm: true })
  }

  private async readAll(reader: EventReader): Promise<E.Either<StoreError, Refreshed>> {
    const folded = empty(this.contract)
    const read = await foldPages(reader.read(streamOf(this.contract)), folded, (state, event) => {
      add(state, event)
      return E.right(state)
    })()
    if (E.isLeft(read)) return read
    this.folded = folded
    return E.right({ folded, read: this.size, warm: false })
  }
}
