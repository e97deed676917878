import { nodeHashing, readByContract } from '@kpi-ledger/adapters'
import type { History, RecordedEvent, StreamName } from '@kpi-ledger/core'
import { eventLeaf, MerkleEdge, type Digest } from '@kpi-ledger/core/proofs'
import { foldPages, toHex } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import { badInput, type Failure } from '../failure'
import { whyNotRecomputed, type PublishedIn } from '../verification/publications'
import { storeFailure } from '../store-failure'

/** What a completely read ledger file says about its contracts. */
export interface LedgerDigests {
  /** The path of the file. */
  readonly path: string
  /** Number of events. */
  readonly size: number
  /** Number of events of each stream, in the order of their first events. */
  readonly sizes: ReadonlyMap<StreamName, number>
  /** The digest of a stream's first events, if that size was wanted and there are that many. */
  readonly digestAt: (stream: string, size: number) => Digest | null
  /** The publications of each stream that has any. */
  readonly published: ReadonlyMap<StreamName, PublishedIn>
  /** The event at the place that was wanted. */
  readonly event: RecordedEvent | null
}

/** What to look for in a ledger file while it is read. */
export interface WantedOfLedger {
  /** The event to find; null for none. */
  readonly place: { readonly stream: string; readonly revision: number } | null
  /** The digests to compute. */
  readonly digests: ReadonlyArray<Pick<Digest, 'stream' | 'size'>>
}

/** The state of reading a ledger file: the right edges of its streams' logs, and the wanted digests. */
class Reading {
  readonly edges = new Map<StreamName, MerkleEdge>()
  readonly published = new Map<StreamName, PublishedIn>()
  private readonly wanted = new Map<string, Set<number>>()
  private readonly digests = new Map<string, Digest>()

  constructor(digests: WantedOfLedger['digests']) {
    for (const { stream, size } of digests)
      this.wanted.set(stream, (this.wanted.get(stream) ?? new Set()).add(size))
  }

  /** Adds the next event, which its history already includes. */
  add(history: History, event: RecordedEvent): void {
    const { stream } = event
    const edge = this.edges.get(stream) ?? new MerkleEdge(nodeHashing)
    if (edge.size === 0) {
      this.edges.set(stream, edge)
      this.note(stream, edge)
    }
    if (event.type === 'ScorecardPublished') {
      const { count, denial } = this.published.get(stream) ?? { count: 0, denial: null }
      const reason = denial ?? whyNotRecomputed(history, event, edge)
      this.published.set(stream, { count: count + 1, denial: reason })
    }
    edge.append(eventLeaf(event, nodeHashing))
    this.note(stream, edge)
  }

  digestAt(stream: string, size: number): Digest | null {
    return this.digests.get(`${String(size)} ${stream}`) ?? null
  }

  private note(stream: StreamName, edge: MerkleEdge): void {
    const { size } = edge
    if (this.wanted.get(stream)?.has(size) === true)
      this.digests.set(`${String(size)} ${stream}`, { stream, size, root: toHex(edge.root()) })
  }
}

/**
 * Reads a ledger file to its end for what is wanted, keeping only the state needed to judge its
 * lines. An invalid line is bad input.
 */
export const readLedgerDigests = async (
  path: string,
  { place, digests }: WantedOfLedger,
): Promise<E.Either<Failure, LedgerDigests>> => {
  const reading = new Reading(digests)
  const examine = (history: History, event: RecordedEvent): null => {
    reading.add(history, event)
    return null
  }
  const isWanted = ({ stream, revision }: RecordedEvent): boolean =>
    stream === place?.stream && revision === place.revision
  type State = Pick<LedgerDigests, 'size' | 'event'>
  const add = ({ size, event }: State, next: RecordedEvent): E.Either<never, State> =>
    E.right({ size: size + 1, event: isWanted(next) ? next : event })
  const start: State = { size: 0, event: null }
  const read = await foldPages(readByContract(path, examine), start, add)()
  if (E.isLeft(read))
    return E.left(
      read.left._tag === 'Unavailable' ? badInput(read.left.reason) : storeFailure(path)(read.left),
    )
  return E.right({
    ...{ path, ...read.right, published: reading.published },
    sizes: new Map([...reading.edges].map(([stream, edge]) => [stream, edge.size])),
    digestAt: (stream, size) => reading.digestAt(stream, size),
  })
}
