import { nodeHashing } from '@kpi-ledger/adapters'
import { streamOf } from '@kpi-ledger/core'
import type { Positioned } from '@kpi-ledger/core/store'
import { eventLeaf, MerkleTree, toHex } from '@kpi-ledger/core/proofs'
import { foldPages } from '@kpi-ledger/core/unstable'
import { laterOf, type AsAt, type LedgerState } from '@kpi-ledger/projections'
import * as E from 'fp-ts/Either'
import type { Context } from '../command/command'
import type { Failure } from '../failure'
import type { OpenedStore } from './store'
import { storeFailure } from '../store-failure'

/** A contract in an answer, and how many of its events the answer was drawn from, if stated. */
interface Drawn {
  readonly contract: string
  readonly size?: number
}

/**
 * The log size and root of each contract in an answer about several, in one pass over all events of
 * the store; empty for a format that does not show them (M27).
 */
export const ledgersOf = async (
  { showsProof, io }: Context,
  { reader, file }: OpenedStore,
  asAt: AsAt,
  contracts: ReadonlyArray<Drawn>,
): Promise<E.Either<Failure, ReadonlyArray<LedgerState & { readonly contract: string }>>> => {
  if (!showsProof) return E.right([])
  const limit = laterOf(asAt)
  const drawn = contracts.map((each) => ({ ...each, log: new MerkleTree(nodeHashing) }))
  const logs = new Map(drawn.map(({ contract, log }) => [streamOf(contract), log]))
  const counter = io.progress('hashing')
  let events = 0
  const read = await foldPages<Positioned, null>(reader.readAll(), null, (_, { event }) => {
    counter.at(++events)
    if (limit === null || event.recordedAt <= limit)
      logs.get(event.stream)?.append(eventLeaf(event, nodeHashing))
    return E.right(null)
  })()
  counter.end()
  if (E.isLeft(read)) return E.left(storeFailure(file)(read.left))
  return E.right(
    drawn.flatMap(({ contract, log, size = log.size }) => {
      const root = log.rootAt(size)
      return root === null ? [] : [{ contract, size, root: toHex(root) }]
    }),
  )
}
