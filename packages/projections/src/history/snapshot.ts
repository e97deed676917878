import {
  describe,
  streamOf,
  type CheckpointStore,
  type EventReader,
  type History,
  type RecordedEvent,
  type StoreError,
} from '@kpi-ledger/core'
import {
  eventLeaf,
  textLeafHash,
  toHex,
  addToHistory,
  counted,
  emptyHistory,
  foldPages,
  formatPosition,
  historySize,
} from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import type * as TE from 'fp-ts/TaskEither'
import { encodeHistory } from './encode-history'
import { decodeHistory, HISTORY_VERSION } from './history.codec'
import { decodeSeal, type Seal } from './seal.codec'

/** A contract's history as loaded from a store. */
export interface LoadedHistory {
  readonly stream: string
  readonly history: History
  /** The last event of the history; null if there is none. */
  readonly last: RecordedEvent | null
  /** Number of events taken from a snapshot; the others were folded. */
  readonly fromSnapshot: number
  /** Why an existing snapshot was not used; null otherwise. */
  readonly ignored: string | null
}

const keyOf = (stream: string) => ({ name: `snapshot of ${stream}`, version: HISTORY_VERSION })

const sealOf = (stream: string, last: RecordedEvent, body: string): Seal => ({
  stream,
  size: last.revision + 1,
  id: last.id,
  leaf: toHex(eventLeaf(last)),
  checksum: toHex(textLeafHash(body)),
})

const positionOf = ({ stream, size }: Pick<Seal, 'stream' | 'size'>): string =>
  formatPosition({ kind: 'stream', stream, revision: size - 1 })

/** A snapshot that is consistent in itself. */
interface Snapshot {
  readonly seal: Seal
  readonly history: History
}

const openSnapshot = (
  stream: string,
  position: string,
  text: string,
): E.Either<string, Snapshot> => {
  const end = text.indexOf('\n')
  const body = text.slice(end + 1)
  const decoded = decodeSeal(text.slice(0, Math.max(0, end)))
  if (E.isLeft(decoded)) return decoded
  const seal = decoded.right
  if (seal.stream !== stream) return E.left(`it is of the stream ${seal.stream}`)
  if (position !== positionOf(seal)) return E.left('its position is not that of its last event')
  if (seal.checksum !== toHex(textLeafHash(body))) return E.left('its checksum is wrong')
  const history = decodeHistory(body)
  if (E.isLeft(history)) return history
  return historySize(history.right) === seal.size
    ? E.right({ seal, history: history.right })
    : E.left(`it has ${counted(historySize(history.right), 'event')}, not ${seal.size}`)
}

const findSnapshot = async (
  checkpoints: CheckpointStore,
  stream: string,
): Promise<E.Either<string, Snapshot | null>> => {
  const found = await checkpoints.load(keyOf(stream))()
  if (E.isLeft(found)) return E.left(describe(found.left))
  if (found.right === null) return E.right(null)
  const { position, state } = found.right
  return state === null ? E.left('it contains no history') : openSnapshot(stream, position, state)
}

/** The snapshot was not made of the events in the store. */
interface Misfit {
  readonly _tag: 'Misfit'
  readonly reason: string
}

interface Folding {
  readonly history: History
  last: RecordedEvent | null
}

const misfit = (reason: string): E.Either<Misfit, never> => E.left({ _tag: 'Misfit', reason })

/** Folds the events after a snapshot, if its last event is in the stream. */
const foldOnto =
  (store: Pick<EventReader, 'read'>, { seal, history }: Snapshot) =>
  async (): Promise<E.Either<StoreError | Misfit, Folding>> => {
    const folded = await foldPages<RecordedEvent, Folding, Misfit>(
      store.read(seal.stream, { from: seal.size - 1 }),
      { history, last: null },
      (state, event) => {
        if (state.last !== null) addToHistory(history, event)
        else if (event.id !== seal.id || toHex(eventLeaf(event)) !== seal.leaf)
          return misfit(`revision ${event.revision} of the stream is another event`)
        state.last = event
        return E.right(state)
      },
    )()
    if (E.isLeft(folded) || folded.right.last !== null) return folded
    return misfit(`the stream has fewer than its ${counted(seal.size, 'event')}`)
  }

const foldAll = (
  store: Pick<EventReader, 'read'>,
  stream: string,
): TE.TaskEither<StoreError, Folding> =>
  foldPages<RecordedEvent, Folding>(
    store.read(stream),
    { history: emptyHistory(), last: null },
    (state, event) => {
      addToHistory(state.history, event)
      state.last = event
      return E.right(state)
    },
  )

/**
 * A contract's history, from its snapshot and the events after it, or from all events if no
 * snapshot fits: the result is the same. A snapshot is not trusted: one with another format, stream
 * or last event, a wrong checksum, or more events than the stream is ignored, and so is a failing
 * checkpoint store; the reason is in `ignored`.
 */
export const loadHistory =
  (
    store: Pick<EventReader, 'read'>,
    snapshots: CheckpointStore,
    contract: string,
  ): TE.TaskEither<StoreError, LoadedHistory> =>
  async () => {
    const stream = streamOf(contract)
    const snapshot = await findSnapshot(snapshots, stream)
    let ignored = E.isLeft(snapshot) ? snapshot.left : null
    if (E.isRight(snapshot) && snapshot.right !== null) {
      const fromSnapshot = snapshot.right.seal.size
      const folded = await foldOnto(store, snapshot.right)()
      if (E.isRight(folded)) return E.right({ stream, ...folded.right, fromSnapshot, ignored })
      if (folded.left._tag !== 'Misfit') return E.left(folded.left)
      ignored = folded.left.reason
    }
    const folded = await foldAll(store, stream)()
    return E.isLeft(folded)
      ? folded
      : E.right({ stream, ...folded.right, fromSnapshot: 0, ignored })
  }

/** Saves a snapshot of a loaded history, for {@link loadHistory}. */
export const saveHistory =
  (
    snapshots: CheckpointStore,
    { stream, history, last }: LoadedHistory,
  ): TE.TaskEither<StoreError, void> =>
  async () => {
    if (last === null) return E.right(undefined)
    const body = encodeHistory(history)
    const seal = sealOf(stream, last, body)
    const state = `${JSON.stringify(seal)}\n${body}`
    return snapshots.save(keyOf(stream), { position: positionOf(seal), state })()
  }
