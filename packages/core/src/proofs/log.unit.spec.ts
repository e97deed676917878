import { branded } from '../schema/brand'
import fc from 'fast-check'
import type { RecordedEvent } from '../events/envelope'
import { canonicalJson } from './canonical-json'
import { digestAt, eventLeaf, merkleLog } from './digest'
import { emptyRoot, leafHash, pureHashing, toHex, type Hash } from './hashing'
import { MerkleTree } from './merkle'
import { runs } from '../../../../scripts/jest/runs'

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'))

/** The leaves in the shared test suites of Certificate Transparency (RFC 6962). */
const LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map(bytes)

/** The root over the first n of them, from n = 0. */
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

const treeOf = (leaves: ReadonlyArray<Uint8Array>): MerkleTree => {
  const tree = new MerkleTree()
  for (const leaf of leaves) tree.append(leafHash(leaf))
  return tree
}

/** The Merkle Tree Hash as defined in RFC 6962, section 2.1. */
const treeHash = (leaves: ReadonlyArray<Uint8Array>): Hash => {
  const [only] = leaves
  if (only === undefined) return emptyRoot
  if (leaves.length === 1) return leafHash(only)
  let k = 1
  while (k * 2 < leaves.length) k *= 2
  return pureHashing.node(treeHash(leaves.slice(0, k)), treeHash(leaves.slice(k)))
}

describe('M27 Merkle roots', () => {
  it.each(ROOTS.map((root, size) => [size, root] as const))('of %i leaves', (size, root) => {
    expect(toHex(treeOf(LEAVES.slice(0, size)).rootAt(size) ?? emptyRoot)).toBe(root)
    expect(toHex(treeOf(LEAVES).rootAt(size) ?? emptyRoot)).toBe(root)
  })

  it('are the same if a tree continues from the right edge of a smaller one', () => {
    const sizes = fc.tuple(fc.array(fc.uint8Array({ maxLength: 4 }), { maxLength: 70 }), fc.nat())
    fc.assert(
      fc.property(sizes, ([leaves, place]) => {
        const cut = place % (leaves.length + 1)
        const whole = treeOf(leaves)
        const edge = treeOf(leaves.slice(0, cut)).edge()
        const tree = MerkleTree.goingOn(cut, edge)
        for (const leaf of leaves.slice(cut)) tree?.append(leafHash(leaf))
        expect(tree?.edge()).toEqual(whole.edge())
        for (let size = cut; size <= leaves.length; size++)
          expect(tree?.rootAt(size)).toEqual(whole.rootAt(size))
        // It does not make up what it does not have.
        for (let size = 1; size < cut; size++)
          expect([null, whole.rootAt(size)]).toContainEqual(tree?.rootAt(size))
        expect(MerkleTree.goingOn(cut, [...edge, emptyRoot])).toBeNull()
        expect(MerkleTree.goingOn(cut, edge.slice(1)) === null).toBe(cut > 0)
      }),
    )
  })

  it('are those of RFC 6962 at every size that a log has had', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 8 }), { maxLength: 70 }), (leaves) => {
        const tree = treeOf(leaves)
        expect(tree.size).toBe(leaves.length)
        for (let size = 0; size <= leaves.length; size++)
          expect(toHex(tree.rootAt(size) ?? emptyRoot)).toBe(toHex(treeHash(leaves.slice(0, size))))
      }),
      { numRuns: runs(30) },
    )
  })

  it.each([0, 1, 63, 64, 65, 200])('of %i events are those of their leaves, in order', (size) => {
    const events = Array.from({ length: size }, (_, revision): RecordedEvent => ({
      id: branded('3d6f4a34-6c1b-4f8e-9b5a-2f1f6f0a7c11'),
      stream: branded('kpiContract-pssp'),
      revision,
      type: 'NoteAdded',
      version: 1,
      recordedAt: branded('2016-05-10T09:00:00.000Z'),
      data: { period: '2016-04', text: `Note ${revision}` },
    }))
    const log = merkleLog(events)
    const tree = new MerkleTree()
    for (const event of events) tree.append(eventLeaf(event))
    expect(log.size).toBe(size)
    expect(log.rootAt(size)).toEqual(tree.rootAt(size))
  })

  it('do not exist for a size that the log never had', () => {
    const tree = treeOf(LEAVES)
    expect([9, -1, 1.5, NaN].map((size) => tree.rootAt(size))).toEqual([null, null, null, null])
    expect(digestAt('kpiContract-pssp', tree, 9)).toBeNull()
    expect(digestAt('kpiContract-pssp', tree)).toEqual({
      stream: 'kpiContract-pssp',
      size: 8,
      root: ROOTS[8],
    })
  })
})

describe('RFC 8785 canonical JSON', () => {
  it('writes the example of section 3.2.2 and 3.2.4', () => {
    const text = String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`
    expect(canonicalJson(JSON.parse(text))).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    )
  })

  it('sorts keys by UTF-16 code units, like the example of section 3.2.3', () => {
    const keys = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6']
    const object = Object.fromEntries(keys.map((key) => [key, 0]))
    expect(Object.keys(JSON.parse(canonicalJson(object)) as object)).toHaveLength(7)
    expect(canonicalJson(object)).toBe(
      `{"\\r":0,"1":0,"\u0080":0,"\u00f6":0,"\u20ac":0,"\ud83d\ude00":0,"\ufb33":0}`,
    )
  })

  it.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['ffefffffffffffff', '-1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['c340000000000000', '-9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['44b52d02c7e14af7', '1.0000000000000001e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['41b3de4355555554', '333333333.33333325'],
    ['41b3de4355555555', '333333333.3333333'],
    ['41b3de4355555556', '333333333.3333334'],
    ['41b3de4355555557', '333333333.33333343'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('writes the double %s of Appendix B as %s', (hex, text) => {
    expect(canonicalJson(Buffer.from(hex, 'hex').readDoubleBE())).toBe(text)
  })

  it('is the same whatever the order of keys, and reads back as the same value', () => {
    const shuffled = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(shuffled)
      if (typeof value !== 'object' || value === null) return value
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, each]) => [key, shuffled(each)]),
      )
    }
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const json: unknown = JSON.parse(JSON.stringify(value))
        expect(canonicalJson(shuffled(json))).toBe(canonicalJson(json))
        expect(JSON.parse(canonicalJson(json))).toEqual(json)
      }),
    )
  })

  it('leaves out what is undefined and keeps a key named __proto__', () => {
    expect(canonicalJson({ b: undefined, a: 1 })).toBe('{"a":1}')
    expect(canonicalJson(JSON.parse('{"__proto__":{"b":1,"a":2}}'))).toBe(
      '{"__proto__":{"a":2,"b":1}}',
    )
  })
})
