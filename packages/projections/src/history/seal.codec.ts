import { decoder, type Codec } from '@kpi-ledger/core'
import {
  anyText,
  array,
  formatFault,
  parseJson,
  Revision,
  Sha256Hex,
  struct,
} from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'

/** The first line of a snapshot: which events it covers, and a checksum. */
export interface Seal {
  /** The stream of the contract. */
  readonly stream: string
  /** Number of events. */
  readonly size: number
  /** Id and leaf hash of the last of them (M27). */
  readonly id: string
  /** The leaf hash of the last event. */
  readonly leaf: string
  /** Root of the Merkle log of all of them, and the hashes at its right edge (M27). */
  readonly root: string
  /** The hashes at the log's right edge. */
  readonly edge: ReadonlyArray<string>
  /** SHA-256 of the text that follows. */
  readonly checksum: string
}

const Seal: Codec<Seal> = struct('the seal of a snapshot', {
  stream: anyText,
  size: Revision,
  id: anyText,
  leaf: anyText,
  root: Sha256Hex,
  edge: array(Sha256Hex),
  checksum: anyText,
})

const decode = decoder(Seal)

/** Decodes a seal from its line, or fails with the first fault. */
export const decodeSeal = (line: string): E.Either<string, Seal> => {
  const json = parseJson(line)
  if (E.isLeft(json)) return E.left(json.left.slice(0, 1).map(formatFault).join(''))
  const seal = decode(json.right)
  return E.isLeft(seal) ? E.left(seal.left.faults.slice(0, 1).map(formatFault).join('')) : seal
}
