import * as E from 'fp-ts/Either'
import { digest, forgedProofLaws, log, STREAM, there } from './forged-proofs.spec'
import { proveConsistency, proveInclusion } from './proof'
import { decodeConsistency, decodeDigest, decodeInclusion } from './proof.codec'
import { verifyDigest } from './verify'
import { runs } from '../../../../scripts/jest/runs'

forgedProofLaws(runs(10_000))

describe('decoding proofs', () => {
  const proof = there(proveInclusion(STREAM, log, 4))
  const added = there(proveConsistency(STREAM, log, 6))

  it('accepts what was printed', () => {
    expect(decodeDigest(JSON.parse(JSON.stringify(digest(0))))).toEqual(E.right(digest(0)))
    expect(decodeInclusion(JSON.parse(JSON.stringify(proof)))).toEqual(E.right(proof))
    expect(decodeConsistency(JSON.parse(JSON.stringify(added)))).toEqual(E.right(added))
  })

  it.each<[unknown, string, string]>([
    [
      { ...proof, stream: 'pssp' },
      'stream',
      'expected a stream such as kpiContract-pssp, got "pssp"',
    ],
    [
      { ...proof, size: 0 },
      'size',
      'expected a number of events from 1 to 9007199254740991, got 0',
    ],
    [
      { ...proof, size: '70' },
      'size',
      'expected a number of events from 1 to 9007199254740991, got "70"',
    ],
    [
      { ...proof, revision: -1 },
      'revision',
      'expected a revision from 0 to 9007199254740990, got -1',
    ],
    [
      { ...proof, leaf: proof.leaf.toUpperCase() },
      'leaf',
      `expected 64 lower-case hex digits, got "${proof.leaf.toUpperCase().slice(0, 40)}…"`,
    ],
    [
      { ...proof, root: proof.root.slice(1) },
      'root',
      `expected 64 lower-case hex digits, got "${proof.root.slice(1, 41)}…"`,
    ],
    [
      { ...proof, path: [...proof.path, 'x'] },
      `path[${proof.path.length}]`,
      'expected 64 lower-case hex digits, got "x"',
    ],
    [{ ...proof, path: null }, 'path', 'expected an array, got null'],
    [
      { ...proof, more: 1 },
      'more',
      'unknown field; known here: stream, size, root, revision, leaf, path',
    ],
  ])('refuses %j', (json, path, message) => {
    expect(decodeInclusion(json)).toEqual(
      E.left({
        _tag: 'DecodeError',
        expected: 'an inclusion proof',
        faults: [{ path, message }],
      }),
    )
  })

  it('names every fault of a consistency proof and a digest', () => {
    const { second, ...rest } = added
    expect(decodeConsistency({ ...rest, first: { ...second, size: 1.5 }, path: [1] })).toEqual(
      E.left({
        _tag: 'DecodeError',
        expected: 'a consistency proof',
        faults: [
          {
            path: 'first.size',
            message: 'expected a number of events from 0 to 9007199254740991, got 1.5',
          },
          { path: 'path[0]', message: 'expected 64 lower-case hex digits, got 1' },
          { path: 'second', message: 'missing' },
        ],
      }),
    )
    expect(decodeDigest([])).toEqual(
      E.left({
        _tag: 'DecodeError',
        expected: 'a digest',
        faults: [{ path: '', message: 'expected an object, got an array' }],
      }),
    )
  })
})

it('a digest of no events has only one possible root', () => {
  const [empty, invented] = [digest(0), { ...digest(0), root: digest(4).root }]
  expect(verifyDigest(empty, empty)._tag).toBe('Holds')
  for (const [given, kept] of [
    [invented, invented],
    [invented, empty],
    [empty, invented],
  ] as const)
    expect(verifyDigest(given, kept)).toEqual({
      ...{ _tag: 'RootNotReached', size: 0 },
      ...{ expected: invented.root, reached: empty.root },
    })
})
