import type { RecordedEvent } from '@kpi-ledger/core'
import type { Consistency, Digest, Inclusion } from '@kpi-ledger/core/proofs'
import { dataOf, facts, noProvenance, type Document } from '../document/document'
import type { Records, Scalar } from '../document/records'
import { reference, text, type Value } from '../document/value'
import { citationOf } from '../words/event'

type Fact = readonly [label: string, value: Value]
type Part = Readonly<Record<'part' | 'size' | 'hash', Scalar>>

const partsOf = (...rows: ReadonlyArray<Part>): Records => ({
  fields: ['part', 'size', 'hash'],
  rows,
})

const onPath = (path: ReadonlyArray<string>): ReadonlyArray<Part> =>
  path.map((hash) => ({ part: 'path', size: null, hash }))

const pathOf = (path: ReadonlyArray<string>): ReadonlyArray<Fact> =>
  path.length === 0
    ? [['path', text('(empty)')]]
    : path.map((hash): Fact => ['path', reference(hash)])

const documentOf = (
  title: string,
  data: unknown,
  records: Records,
  ...rows: ReadonlyArray<Fact>
): Document => ({
  title,
  verdict: null,
  blocks: [facts(...rows)],
  provenance: noProvenance,
  data: dataOf(data),
  records,
})

/** The size and root of a contract's log (M27). One record. */
export const digestDocument = (digest: Digest): Document =>
  documentOf(
    `${digest.stream}: digest of ${digest.size} events`,
    digest,
    { fields: ['stream', 'size', 'root'], rows: [{ ...digest }] },
    ['root', reference(digest.root)],
  )

/** A proof that an event is in a log (M27). One record per hash. */
export const inclusionDocument = (proof: Inclusion, event: RecordedEvent): Document =>
  documentOf(
    `${proof.stream}: proof that an event is in the first ${proof.size}`,
    proof,
    partsOf({ part: 'leaf', size: null, hash: proof.leaf }, ...onPath(proof.path), {
      part: 'root',
      size: proof.size,
      hash: proof.root,
    }),
    ['event', text(citationOf(event))],
    ['leaf', reference(proof.leaf)],
    ...pathOf(proof.path),
    ['root', reference(proof.root)],
  )

/** A proof that a log has only grown (M27). One record per hash. */
export const consistencyDocument = (proof: Consistency): Document =>
  documentOf(
    `${proof.stream}: proof that ${proof.second.size} events begin with the first ${proof.first.size}`,
    proof,
    partsOf(
      { part: 'first', size: proof.first.size, hash: proof.first.root },
      ...onPath(proof.path),
      { part: 'second', size: proof.second.size, hash: proof.second.root },
    ),
    ['first', reference(proof.first.root)],
    ...pathOf(proof.path),
    ['last', reference(proof.second.root)],
  )
