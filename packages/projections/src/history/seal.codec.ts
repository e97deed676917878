import { decoder, type Codec } from '@kpi-ledger/core'
import { anyText, formatFault, parseJson, Revision, struct } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'

/** The first line of a snapshot: which events it was made of, and that it is whole. */
export interface Seal {
  readonly stream: string
  /** Number of events. */
  readonly size: number
  /** Id and leaf hash of the last of them (M27). */
  readonly id: string
  readonly leaf: string
  /** Of the text that follows. */
  readonly checksum: string
}

const Seal: Codec<Seal> = struct('the seal of a snapshot', {
  stream: anyText,
  size: Revision,
  id: anyText,
  leaf: anyText,
  checksum: anyText,
})

const decode = decoder(Seal)

/** Reads a seal from its line; the error says the first thing that is wrong with it. */
export const decodeSeal = (line: string): E.Either<string, Seal> => {
  const json = parseJson(line)
  if (E.isLeft(json)) return E.left(json.left.slice(0, 1).map(formatFault).join(''))
  const seal = decode(json.right)
  return E.isLeft(seal) ? E.left(seal.left.faults.slice(0, 1).map(formatFault).join('')) : seal
}
