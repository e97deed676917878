import { branded } from '../schema/brand'
import fc from 'fast-check'
import { digestAt } from './digest'
import { fromHex, pureHashing, toHex } from './hashing'
import { MerkleTree } from './merkle'
import { proveConsistency, proveInclusion } from './proof'
import type { Consistency, Digest, Inclusion } from './proof.codec'
import { verifyConsistency, verifyInclusion } from './verify'

export const STREAM = 'kpiContract-pssp'
const SIZE = 70

const entries = (named: string): MerkleTree => {
  const tree = new MerkleTree()
  for (let i = 0; i < SIZE; i++) tree.append(pureHashing.leaf(`${named} ${i}`))
  return tree
}
export const log = entries('entry')
const other = entries('other')

export const there = <A>(value: A | null): A => {
  if (value === null) throw new Error('nothing there')
  return value
}
const digestsOf = (tree: MerkleTree): ReadonlyArray<Digest> =>
  Array.from({ length: SIZE + 1 }, (_, size) => there(digestAt(STREAM, tree, size)))
const [digests, rewrittenDigests] = [digestsOf(log), digestsOf(other)]
export const digest = (size: number): Digest => there(digests[size] ?? null)

/** The results of a function for every two numbers up to the size, each computed once. */
const once = <A>(give: (a: number, b: number) => A): ((a: number, b: number) => A) => {
  const given = new Map<number, A>()
  return (a, b) => {
    const key = a * (SIZE + 1) + b
    const known = given.get(key) ?? give(a, b)
    given.set(key, known)
    return known
  }
}
const inclusionIn = (tree: MerkleTree) =>
  once((revision, size) => there(proveInclusion(STREAM, tree, revision, size)))
const consistencyIn = (tree: MerkleTree) =>
  once((first, second) => there(proveConsistency(STREAM, tree, first, second)))
const [included, includedElsewhere] = [inclusionIn(log), inclusionIn(other)]
const consistent = consistencyIn(log)
const consistentElsewhere = consistencyIn(other)
const subtrees = [log, other].map((tree) => once((a, b) => toHex(there(tree.rootOver(a, b)))))

const flipped = (hex: string, bit: number): string => {
  const bytes = fromHex(hex)
  const at = Math.floor(bit / 8)
  bytes[at] = (bytes[at] ?? 0) ^ (1 << (bit % 8))
  return toHex(bytes)
}

const bit = fc.nat({ max: 255 })
const hash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(toHex)

/** A path with one change. */
const forgedPath = (path: ReadonlyArray<string>): fc.Arbitrary<ReadonlyArray<string>> => {
  const at = fc.nat({ max: Math.max(0, path.length - 1) })
  const swapped = (i: number, j: number): ReadonlyArray<string> =>
    path.map((each, k) => (k === i ? path[j] : k === j ? path[i] : each) ?? each)
  return fc.oneof(
    fc.tuple(at, bit).map(([i, b]) => path.map((each, k) => (k === i ? flipped(each, b) : each))),
    fc.tuple(at, at).map(([i, j]) => swapped(i, j)),
    at.map((i) => path.filter((_, k) => k !== i)),
    fc.tuple(at, hash).map(([i, extra]) => [...path.slice(0, i), extra, ...path.slice(i)]),
    fc.tuple(at, hash).map(([i, extra]) => path.map((each, k) => (k === i ? extra : each))),
    hash.map((extra) => [...path, extra]),
    fc.constant([]),
    fc.constant([...path].reverse()),
    fc.constant([...path, ...path]),
  )
}

const forgedInclusion = ([size, revision]: readonly [number, number]): fc.Arbitrary<
  readonly [Inclusion, Inclusion]
> => {
  const proof = included(revision, size)
  const elsewhere = includedElsewhere(revision, size)
  return fc
    .oneof(
      { weight: 5, arbitrary: forgedPath(proof.path).map((path) => ({ ...proof, path })) },
      { weight: 1, arbitrary: bit.map((b) => ({ ...proof, leaf: flipped(proof.leaf, b) })) },
      { weight: 1, arbitrary: bit.map((b) => ({ ...proof, root: flipped(proof.root, b) })) },
      {
        weight: 2,
        arbitrary: fc.nat({ max: SIZE + 1 }).map((at) => ({ ...proof, revision: at })),
      },
      {
        weight: 2,
        arbitrary: fc.integer({ min: 1, max: 2 * SIZE }).map((n) => ({ ...proof, size: n })),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom<Inclusion>(
          elsewhere,
          { ...elsewhere, root: proof.root },
          { ...proof, leaf: elsewhere.leaf },
          { ...proof, stream: branded('kpiContract-ict') },
        ),
      },
    )
    .filter((forged) => JSON.stringify(forged) !== JSON.stringify(proof))
    .map((forged) => [proof, forged] as const)
}

const forgedConsistency = ([second, first]: readonly [number, number]): fc.Arbitrary<
  readonly [Consistency, Consistency]
> => {
  const proof = consistent(first, second)
  const elsewhere = consistentElsewhere(first, second)
  const size = fc.nat({ max: 2 * SIZE })
  return fc
    .oneof(
      { weight: 5, arbitrary: forgedPath(proof.path).map((path) => ({ ...proof, path })) },
      {
        weight: 2,
        arbitrary: size.map((n) => ({ ...proof, first: { ...proof.first, size: n } })),
      },
      {
        weight: 2,
        arbitrary: size.map((n) => ({ ...proof, second: { ...proof.second, size: n } })),
      },
      {
        weight: 1,
        arbitrary: bit.map((b) => ({
          ...proof,
          first: { ...proof.first, root: flipped(proof.first.root, b) },
        })),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom<Consistency>(
          elsewhere,
          { ...elsewhere, first: proof.first },
          { ...elsewhere, second: proof.second },
          { ...proof, path: elsewhere.path },
          { ...proof, first: proof.second, second: proof.first },
          { ...proof, stream: branded('kpiContract-ict') },
        ),
      },
    )
    .filter((forged) => JSON.stringify(forged) !== JSON.stringify(proof))
    .map((forged) => [proof, forged] as const)
}

/** Tests that only genuine proofs are accepted, on a number of forged ones of each kind. */
export const forgedProofLaws = (tries: number): void => {
  describe('forged proofs', () => {
    it('of inclusion are refused, while genuine ones are accepted', () => {
      const place = fc
        .integer({ min: 1, max: SIZE })
        .chain((size) => fc.tuple(fc.constant(size), fc.nat({ max: size - 1 })))
      fc.assert(
        fc.property(place.chain(forgedInclusion), ([proof, forged]) => {
          const verdict = (each: Inclusion) => verifyInclusion(each, digest(proof.size))._tag
          return verdict(proof) === 'Holds' && verdict(forged) !== 'Holds'
        }),
        { numRuns: tries },
      )
    })

    it('of consistency are refused, while genuine ones are accepted', () => {
      const sizes = fc
        .integer({ min: 1, max: SIZE })
        .chain((second) => fc.tuple(fc.constant(second), fc.integer({ min: 1, max: second })))
      fc.assert(
        fc.property(sizes.chain(forgedConsistency), ([proof, forged]) => {
          const [earlier, later] = [digest(proof.first.size), digest(proof.second.size)]
          const verdict = (each: Consistency) => verifyConsistency(each, earlier, later)._tag
          return verdict(proof) === 'Holds' && verdict(forged) !== 'Holds'
        }),
        { numRuns: tries },
      )
    })

    it('cannot join two histories, whatever path they offer', () => {
      const path = fc.array(
        fc.oneof(
          hash,
          fc
            .tuple(
              fc.constantFrom(...subtrees),
              fc.nat({ max: SIZE - 1 }),
              fc.nat({ max: SIZE - 1 }),
            )
            .map(([rootOver, a, b]) => rootOver(Math.min(a, b), Math.max(a, b) + 1)),
        ),
        { maxLength: 9 },
      )
      fc.assert(
        fc.property(
          fc.integer({ min: 1, max: SIZE }),
          fc.nat({ max: SIZE }),
          path,
          (n, m, offered) => {
            const [first, second] = [Math.max(1, Math.min(n, m)), Math.max(n, m)]
            const rewritten = there(rewrittenDigests[second] ?? null)
            const kept = digest(first)
            const forged: Consistency = {
              stream: branded(STREAM),
              first: { size: first, root: kept.root },
              second: { size: second, root: rewritten.root },
              path: offered,
            }
            return verifyConsistency(forged, kept, rewritten)._tag !== 'Holds'
          },
        ),
        { numRuns: tries },
      )
    })
  })
}
