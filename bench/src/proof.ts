import { nodeHashing } from '@kpi-ledger/adapters'
import { decodeLine, encodeLine, type RecordedEvent } from '@kpi-ledger/core'
import {
  digestAt,
  eventLeaf,
  merkleLog,
  MerkleEdge,
  proveConsistency,
  proveInclusion,
  verifyConsistency,
  verifyInclusion,
  type Digest,
} from '@kpi-ledger/core/proofs'
import { generateLedger } from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'
import { race, type Timing } from './measure'

const decode = decodeLine()

const there = <A>(value: A | null): A => {
  if (value === null) throw new Error('the log is shorter than expected')
  return value
}

const oneStream = (size: number): ReadonlyArray<string> =>
  [...generateLedger({ contracts: 1, events: size })].map(encodeLine)

const decodeAll = (lines: ReadonlyArray<string>): ReadonlyArray<RecordedEvent> =>
  lines.map((line) => {
    const event = decode(line)
    if (E.isLeft(event)) throw new Error(JSON.stringify(event.left))
    return event.right
  })

/** Races the digest of a ledger's events against JSON.parse and decoding of its lines. */
export const raceDigest = (size: number): ReadonlyArray<Timing> => {
  const lines = oneStream(size)
  const events = decodeAll(lines)
  const stream = events[0]?.stream ?? ''
  return race([
    {
      name: 'JSON.parse of every line',
      work: () => {
        for (const line of lines) JSON.parse(line)
      },
    },
    { name: 'decodeLine of every line', work: () => decodeAll(lines) },
    {
      name: 'root, as the command line keeps it',
      work: () => {
        const edge = new MerkleEdge(nodeHashing)
        for (const event of events) edge.append(eventLeaf(event, nodeHashing))
        edge.root()
      },
    },
    {
      name: 'digest, hashed by Node',
      work: () => digestAt(stream, merkleLog(events, nodeHashing)),
    },
    { name: 'digest, hashed in JavaScript', work: () => digestAt(stream, merkleLog(events)) },
  ])
}

const PROOFS = 1000

/** Times making and verifying a thousand proofs from the log of a ledger. */
export const raceProofs = (size: number): ReadonlyArray<Timing> => {
  const events = decodeAll(oneStream(size))
  const stream = events[0]?.stream ?? ''
  const log = merkleLog(events, nodeHashing)
  const at = (n?: number): Digest => there(digestAt(stream, log, n))
  const places = Array.from({ length: PROOFS }, (_, i) => 1 + Math.floor((i * (size - 1)) / PROOFS))
  const inclusions = places.map((n) => there(proveInclusion(stream, log, n)))
  const consistencies = places.map((n) => there(proveConsistency(stream, log, n)))
  const earlier = places.map((n) => at(n))
  const latest = at()
  const holds = (verified: { readonly _tag: string }): void => {
    if (verified._tag !== 'Holds') throw new Error(verified._tag)
  }
  return race([
    {
      name: 'making 1,000 inclusion proofs',
      work: () => places.forEach((n) => proveInclusion(stream, log, n)),
    },
    {
      name: 'verifying 1,000 inclusion proofs',
      work: () => inclusions.forEach((proof) => holds(verifyInclusion(proof, latest))),
    },
    {
      name: 'making 1,000 consistency proofs',
      work: () => places.forEach((n) => proveConsistency(stream, log, n)),
    },
    {
      name: 'verifying 1,000 consistency proofs',
      work: () =>
        consistencies.forEach((proof, i) =>
          holds(verifyConsistency(proof, earlier[i] ?? latest, latest)),
        ),
    },
  ])
}
