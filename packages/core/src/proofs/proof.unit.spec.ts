import { branded } from '../schema/brand'
import { createHash } from 'node:crypto'
import { LogCheckpoint } from '@sigstore/verify/dist/tlog/checkpoint'
import { verifyMerkleInclusion } from '@sigstore/verify/dist/tlog/merkle'
import fc from 'fast-check'
import { describe as sentence } from '../describe'
import { digestAt } from './digest'
import { emptyRoot, fromHex, leafHash, pureHashing, toHex } from './hashing'
import { MerkleTree } from './merkle'
import { proveConsistency, proveInclusion } from './proof'
import { type Consistency, type Digest, type Inclusion } from './proof.codec'
import { verifyConsistency, verifyDigest, verifyInclusion } from './verify'
import { runs } from '../../../../scripts/jest/runs'

const STREAM = 'kpiContract-pssp'

/** The largest size, which is beyond two powers of two when all runs are made. */
const MOST = Math.max(21, runs(70))

const treeOf = (leaves: Iterable<Uint8Array>): MerkleTree => {
  const tree = new MerkleTree()
  for (const leaf of leaves) tree.append(leaf)
  return tree
}

const entries = (size: number, named = 'entry'): MerkleTree =>
  treeOf(Array.from({ length: size }, (_, i) => pureHashing.leaf(`${named} ${i}`)))

const there = <A>(value: A | null | undefined): A => {
  if (value === null || value === undefined) throw new Error('nothing there')
  return value
}

const digest = (log: MerkleTree, size = log.size): Digest => there(digestAt(STREAM, log, size))
const inclusion = (log: MerkleTree, revision: number, size = log.size): Inclusion =>
  there(proveInclusion(STREAM, log, revision, size))
const consistency = (log: MerkleTree, first: number, second = log.size): Consistency =>
  there(proveConsistency(STREAM, log, first, second))

describe('the proofs that test suites of Certificate Transparency share', () => {
  const log = treeOf(
    ['', '00', '10', '2021', '3031', '40414243', '5051525354555657']
      .concat('606162636465666768696a6b6c6d6e6f')
      .map((hex) => leafHash(fromHex(hex))),
  )

  it.each<[number, number, ReadonlyArray<string>]>([
    [0, 1, []],
    [
      0,
      8,
      [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    ],
    [
      5,
      8,
      [
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
    [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
    [
      1,
      5,
      [
        '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    ],
  ])('of inclusion: leaf %i of %i', (revision, size, path) => {
    const proof = inclusion(log, revision, size)
    expect(proof.path).toEqual(path)
    expect(verifyInclusion(proof, digest(log, size))).toEqual({ _tag: 'Holds' })
  })

  it.each<[number, number, ReadonlyArray<string>]>([
    [1, 1, []],
    [
      1,
      8,
      [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    ],
    [
      6,
      8,
      [
        '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
    [
      2,
      5,
      [
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    ],
    [
      6,
      7,
      [
        '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
        'b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
  ])('of consistency: %i and %i', (first, second, path) => {
    const proof = consistency(log, first, second)
    expect(proof.path).toEqual(path)
    expect(verifyConsistency(proof, digest(log, first), digest(log, second))).toEqual({
      _tag: 'Holds',
    })
  })
})

describe('other implementations', () => {
  it('in Go (golang.org/x/mod/sumdb/tlog) give every proof up to 128 leaves, byte for byte', () => {
    const log = entries(128)
    const [inclusions, consistencies] = [createHash('sha256'), createHash('sha256')]
    for (let size = 1; size <= 128; size++) {
      for (let revision = 0; revision < size; revision++)
        for (const hash of inclusion(log, revision, size).path) inclusions.update(fromHex(hash))
      for (let first = 1; first <= size; first++)
        for (const hash of consistency(log, first, size).path) consistencies.update(fromHex(hash))
    }
    expect([inclusions.digest('hex'), consistencies.digest('hex')]).toEqual([
      'e981bab9b45f22fed703fcef37e383f4b4ffdc8f619bc9036342c6d534979556',
      '70c7ab6f8421ebef9ad2b0934d6b666fc634558ae6aac7c79508cf55b8869c3e',
    ])
  })

  it('by Sigstore accept our inclusion proofs, and no other root', () => {
    const verify = (proof: Inclusion, root: string): void => {
      const hashes = proof.path.map((hash) => Buffer.from(hash, 'hex'))
      const body = Buffer.from(`entry ${proof.revision}`)
      verifyMerkleInclusion(
        {
          canonicalizedBody: body,
          inclusionProof: { logIndex: String(proof.revision), hashes },
        } as unknown as Parameters<typeof verifyMerkleInclusion>[0],
        new LogCheckpoint(STREAM, BigInt(proof.size), Buffer.from(root, 'hex'), []),
      )
    }
    const log = entries(MOST)
    for (let size = 1; size <= MOST; size++)
      for (let revision = 0; revision < size; revision++) {
        const proof = inclusion(log, revision, size)
        verify(proof, proof.root)
        expect(() => verify(proof, toHex(emptyRoot))).toThrow(/root hash/)
      }
  })
})

/** Verification of consistency as defined in RFC 9162, section 2.1.4.2. */
const rfc9162 = ({ first, second, path }: Consistency): boolean => {
  if (first.size === second.size) return path.length === 0 && first.root === second.root
  const [head, ...rest] = Number.isInteger(Math.log2(first.size)) ? [first.root, ...path] : path
  if (head === undefined) return false
  let [fn, sn] = [first.size - 1, second.size - 1]
  while (fn % 2 === 1) [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)]
  let [fr, sr] = [fromHex(head), fromHex(head)]
  for (const hex of rest) {
    const c = fromHex(hex)
    if (sn === 0) return false
    if (fn % 2 === 1 || fn === sn) {
      fr = pureHashing.node(c, fr)
      sr = pureHashing.node(c, sr)
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, Math.floor(sn / 2)]
    } else sr = pureHashing.node(sr, c)
    ;[fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)]
  }
  return sn === 0 && toHex(fr) === first.root && toHex(sr) === second.root
}

describe('M27 proofs', () => {
  it(`hold for every revision of every size up to ${MOST}`, () => {
    const log = entries(MOST)
    for (let size = 1; size <= MOST; size++)
      for (let revision = 0; revision < size; revision++)
        expect(verifyInclusion(inclusion(log, revision, size), digest(log, size))._tag).toBe(
          'Holds',
        )
  })

  it(`hold between every two sizes up to ${MOST}, as RFC 9162 verifies them`, () => {
    const log = entries(MOST)
    for (let second = 0; second <= MOST; second++)
      for (let first = 0; first <= second; first++) {
        const proof = consistency(log, first, second)
        const verified = verifyConsistency(proof, digest(log, first), digest(log, second))
        expect(verified._tag).toBe('Holds')
        if (first > 0) expect(rfc9162(proof)).toBe(true)
      }
  })

  it('hold in larger logs, with a path of at most the height and one', () => {
    const log = entries(20_000)
    const sizes = fc
      .integer({ min: 1, max: log.size })
      .chain((second) => fc.tuple(fc.integer({ min: 1, max: second }), fc.constant(second)))
    fc.assert(
      fc.property(sizes, ([first, second]) => {
        const added = consistency(log, first, second)
        const within = inclusion(log, first - 1, second)
        expect(verifyConsistency(added, digest(log, first), digest(log, second))._tag).toBe('Holds')
        expect(rfc9162(added)).toBe(true)
        expect(verifyInclusion(within, digest(log, second))._tag).toBe('Holds')
        expect(Math.max(added.path.length - 1, within.path.length)).toBeLessThanOrEqual(15)
      }),
      { numRuns: runs(500) },
    )
  })

  it('are not made for sizes and revisions that a log does not have', () => {
    const log = entries(8)
    for (const [revision, size] of [
      [8, 8],
      [5, 5],
      [-1, 8],
      [0.5, 8],
      [0, 9],
      [0, 0],
      [NaN, 8],
    ] as const)
      expect(proveInclusion(STREAM, log, revision, size)).toBeNull()
    for (const [first, second] of [
      [5, 4],
      [4, 9],
      [-1, 8],
      [1.5, 8],
      [NaN, 8],
    ] as const)
      expect(proveConsistency(STREAM, log, first, second)).toBeNull()
  })
})

describe('a verification names the first thing that is wrong', () => {
  const log = entries(11)
  const other = entries(11, 'other')
  const proof = inclusion(log, 4)
  const kept = digest(log)

  it.each<[string, Inclusion, Digest, string]>([
    [
      'stream',
      proof,
      { ...kept, stream: branded('kpiContract-ict') },
      'stream: expected kpiContract-ict, got kpiContract-pssp',
    ],
    ['size', proof, digest(log, 10), 'size: expected 10 events, got 11'],
    [
      'root',
      proof,
      digest(other),
      `root of 11 events: expected ${digest(other).root}, got ${kept.root}`,
    ],
    ['revision', { ...proof, revision: 11 }, kept, 'revision: 11 is not among 11 events'],
    ['path', { ...proof, path: [] }, kept, 'path: expected 4 hashes, got 0'],
    [
      'leaf',
      { ...proof, leaf: inclusion(log, 5).leaf },
      kept,
      expect.stringMatching(
        /^path: it leads to [0-9a-f]{64}, not to the root of 11 events/,
      ) as string,
    ],
    ['shape', { ...proof, leaf: 'AB' }, kept, 'leaf: expected 64 lower-case hex digits, got "AB"'],
    ['digest', proof, { ...kept, size: -1 }, expect.stringMatching(/^size: expected/) as string],
  ])('of an inclusion: its %s', (_, given, against, message) => {
    const verified = verifyInclusion(given, against)
    if (verified._tag === 'Holds') throw new Error('it holds')
    expect(sentence(verified)).toEqual(message)
  })

  const added = consistency(log, 6)
  it.each<[string, Consistency, Digest, Digest, string | RegExp]>([
    [
      'sizes',
      { ...added, first: added.second, second: added.first },
      kept,
      kept,
      /^first\.size: 11 events are more than the 6 of second\.size$/,
    ],
    ['earlier size', added, digest(log, 5), kept, /^size: expected 5 events, got 6$/],
    ['earlier root', added, digest(other, 6), kept, /^root of 6 events: expected/],
    ['later size', added, digest(log, 6), digest(log, 10), /^size: expected 10 events, got 11$/],
    ['later root', added, digest(log, 6), digest(other), /^root of 11 events: expected/],
    ['path', { ...added, path: [] }, digest(log, 6), kept, /^path: expected 4 hashes, got 0$/],
    [
      'first root, not reached',
      { ...added, first: { size: 6, root: digest(other, 6).root } },
      digest(other, 6),
      kept,
      /^path: it leads to [0-9a-f]{64}, not to the root of 6 events/,
    ],
    [
      'second root, not reached',
      { ...added, second: { size: 11, root: digest(other).root } },
      digest(log, 6),
      digest(other),
      /^path: it leads to [0-9a-f]{64}, not to the root of 11 events/,
    ],
    [
      'empty beginning',
      { ...consistency(log, 0), first: { size: 0, root: kept.root } },
      { ...kept, size: 0 },
      kept,
      /^path: it leads to e3b0c442/,
    ],
  ])('of a consistency: its %s', (_, given, earlier, later, message) => {
    const verified = verifyConsistency(given, earlier, later)
    if (verified._tag === 'Holds') throw new Error('it holds')
    expect(sentence(verified)).toMatch(message)
  })

  it('of two digests', () => {
    expect(verifyDigest(kept, kept)).toEqual({ _tag: 'Holds' })
    expect(verifyDigest(kept, digest(other))._tag).toBe('OtherRoot')
    expect(verifyDigest(kept, digest(log, 3))._tag).toBe('OtherSize')
  })
})
