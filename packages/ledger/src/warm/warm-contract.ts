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

/** A contract's events, folded, and their Merkle log. They grow by what is read anew. */
export interface Folded {
  readonly contract: string
  readonly history: History
  readonly log: MerkleTree
}

/** How a contract came to be up to date. */
export interface Refreshed {
  readonly folded: Folded
  /** Events that were read and folded. */
  readonly read: number
  /** Whether what was folded before was of use. */
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

/** One contract's folded events, brought up to date by reading what is new. */
export class WarmContract {
  private folded: Folded
  /** A refreshing that has not begun: whoever asks meanwhile has part in it. */
  private next: Promise<E.Either<StoreError, Refreshed>> | null = null
  private last: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly contract: string,
    private readonly open: Open,
  ) {
    this.folded = empty(contract)
  }

  /** Number of events that are kept. */
  get size(): number {
    return historySize(this.folded.history)
  }

  /** As it was when it was last read. */
  get asRead(): Folded {
    return this.folded
  }

  /** Brings it up to date with all that was recorded before this was asked for. */
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

  /** Reads what is new; null where what is folded is no longer what the store holds. */
  private async readOn(reader: EventReader): Promise<E.Either<StoreError, Refreshed | null>> {
    const { folded, size } = this
    const known = folded.history.origins.at(-1)?.id
    const events = await collect(reader.read(streamOf(this.contract), { from: size - 1 }))()
    if (E.isLeft(events)) return events
    const [last, ...added] = events.right
    if (last?.id !== known) return E.right(null)
    // Nothing is waited for in between: whoever asks sees all of them or none.
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
