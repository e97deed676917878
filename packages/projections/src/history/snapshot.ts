import {
  streamOf,
  type CheckpointStore,
  type History,
  type RecordedEvent,
  type StoreError,
} from '@kpi-ledger/core'
import type { EventReader } from '@kpi-ledger/core/store'
import { eventLeaf, MerkleTree, pureHashing, type Hashing } from '@kpi-ledger/core/proofs'
import { addToHistory, counted, emptyHistory, foldPages, toHex } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import type * as TE from 'fp-ts/TaskEither'
import { encodeHistory } from './encode-history'
import {
  checksumOf,
  findSnapshot,
  formatSnapshot,
  snapshotKey,
  snapshotPosition,
  type Snapshot,
} from './open-snapshot'
import type { Seal } from './seal.codec'

/** A contract's history as loaded from a store. */
export interface LoadedHistory {
  /** The stream it was read from. */
  readonly stream: string
  /** The folded events. */
  readonly history: History
  /**
   * Merkle log of the events (M27). That of a history taken from a snapshot goes on from the right
   * edge kept there: it knows the roots from the snapshot's size on, and can prove nothing older.
   */
  readonly log: MerkleTree
  /** The last event of the history; null if there is none. */
  readonly last: RecordedEvent | null
  /** Number of events taken from a snapshot; the others were folded. */
  readonly fromSnapshot: number
  /** Number of events in the snapshot that was found, if it fits; 0 otherwise. */
  readonly snapshot: number
  /** Why an existing snapshot was not used; null otherwise. */
  readonly ignored: string | null
}

/** How a history is loaded. */
export interface LoadOptions {
  /** SHA-256 of the platform, several times faster than the default in JavaScript. */
  readonly hashing?: Hashing
  /**
   * Reads and folds every event, and compares the snapshot with them: its root with the log's, its
   * history with the one they give. Needed wherever a root is shown or a publication checked.
   */
  readonly proven?: boolean
}

/** The snapshot was not made from the events in the store. */
interface Misfit {
  readonly _tag: 'Misfit'
  readonly reason: string
}

interface Folding {
  readonly history: History
  readonly log: MerkleTree
  last: RecordedEvent | null
}

const misfit = (reason: string): E.Either<Misfit, never> => E.left({ _tag: 'Misfit', reason })

const add = (folding: Folding, event: RecordedEvent, hashing: Hashing): void => {
  addToHistory(folding.history, event)
  folding.log.append(eventLeaf(event, hashing))
  folding.last = event
}

const tooFew = (size: number): string => `the stream has fewer than its ${counted(size, 'event')}`

/** Folds the events after a snapshot, if its last event is in the stream. */
const foldOnto =
  (store: Pick<EventReader, 'read'>, { seal, history, log }: Snapshot, hashing: Hashing) =>
  async (): Promise<E.Either<StoreError | Misfit, Folding>> => {
    const folded = await foldPages<RecordedEvent, Folding, Misfit>(
      store.read(seal.stream, { from: seal.size - 1 }),
      { history, log, last: null },
      (state, event) => {
        if (state.last !== null) add(state, event, hashing)
        else if (event.id !== seal.id || toHex(eventLeaf(event, hashing)) !== seal.leaf)
          return misfit(`revision ${event.revision} of the stream is another event`)
        state.last = event
        return E.right(state)
      },
    )()
    if (E.isLeft(folded) || folded.right.last !== null) return folded
    return misfit(tooFew(seal.size))
  }

/** Why a snapshot is not of the events folded so far, as many as it has; null if it is. */
const denied = ({ root, checksum }: Seal, { history, log }: Folding): string | null => {
  const own = log.rootAt(log.size)
  if (own === null || toHex(own) !== root) return 'its root is not that of the events in the store'
  return checksumOf(encodeHistory(history)) === checksum
    ? null
    : 'its history is not the one that the events in the store give'
}

/** Loads all events; a snapshot of them is checked against them. */
const loadAll = async (
  store: Pick<EventReader, 'read'>,
  stream: string,
  hashing: Hashing,
  { seal, ignored }: { readonly seal: Seal | null; readonly ignored: string | null },
): Promise<E.Either<StoreError, LoadedHistory>> => {
  let denial = seal && tooFew(seal.size)
  const start = { history: emptyHistory(), log: new MerkleTree(hashing), last: null }
  const folded = await foldPages<RecordedEvent, Folding>(
    store.read(stream),
    start,
    (state, event) => {
      add(state, event, hashing)
      if (seal !== null && state.log.size === seal.size) denial = denied(seal, state)
      return E.right(state)
    },
  )()
  if (E.isLeft(folded)) return folded
  const snapshot = seal === null || denial !== null ? 0 : seal.size
  const loaded = { stream, ...folded.right, fromSnapshot: 0, snapshot }
  return E.right({ ...loaded, ignored: ignored ?? denial })
}

/**
 * A contract's history, from its snapshot and the events after it, or from all events if no
 * snapshot fits: the result is the same. A snapshot with another format, stream or last event, a
 * wrong checksum or root, or more events than the stream is ignored, and so is a failing checkpoint
 * store; the reason is in `ignored`. What only reading every event can show, that its history is
 * the one they give, is checked where `proven` asks for it: whoever can write to the checkpoint
 * store and makes a snapshot with all seals right is believed otherwise.
 */
export const loadHistory =
  (
    store: Pick<EventReader, 'read'>,
    snapshots: CheckpointStore | null,
    contract: string,
    { hashing = pureHashing, proven = false }: LoadOptions = {},
  ): TE.TaskEither<StoreError, LoadedHistory> =>
  async () => {
    const stream = streamOf(contract)
    const found = await findSnapshot(snapshots, stream, hashing)
    const ignored = E.isLeft(found) ? found.left : null
    const snapshot = E.isRight(found) ? found.right : null
    if (snapshot === null || proven) {
      const seal = snapshot && snapshot.seal
      return loadAll(store, stream, hashing, { seal, ignored })
    }
    const { size } = snapshot.seal
    const folded = await foldOnto(store, snapshot, hashing)()
    if (E.isRight(folded))
      return E.right({ stream, ...folded.right, fromSnapshot: size, snapshot: size, ignored })
    if (folded.left._tag !== 'Misfit') return E.left(folded.left)
    return loadAll(store, stream, hashing, { seal: null, ignored: folded.left.reason })
  }

/** Saves a snapshot of a loaded history, for {@link loadHistory}. */
export const saveHistory =
  (
    snapshots: CheckpointStore,
    { stream, history, last, log }: Pick<LoadedHistory, 'stream' | 'history' | 'last' | 'log'>,
  ): TE.TaskEither<StoreError, void> =>
  async () => {
    if (last === null) return E.right(undefined)
    const { seal, state } = formatSnapshot(stream, history, last, log)
    return snapshots.save(snapshotKey(stream), { position: snapshotPosition(seal), state })()
  }
