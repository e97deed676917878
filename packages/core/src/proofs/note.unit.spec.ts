import { branded } from '../schema/brand'
import { createPublicKey, verify } from 'node:crypto'
import { verifyCheckpoint } from '@sigstore/verify/dist/tlog/checkpoint'
import * as E from 'fp-ts/Either'
import fc from 'fast-check'
import { describe as sentence } from '../describe'
import { encodeLine } from '../events/event.codec'
import { streamOf, type RecordedEvent } from '../events/envelope'
import { openCheckpoint, signCheckpoint } from './checkpoint'
import { digestAt, merkleLog } from './digest'
import { openNote, signNote } from './note'
import type { NoteFault } from './note-fault'
import {
  formatSignerKey,
  formatVerifierKey,
  parseSignerKey,
  parseVerifierKey,
  signerKey,
  type SignerKey,
} from './note-key'
import { proveInclusion } from './proof'
import { formatTlogProof, inclusionOf, openTlogProof } from './tlog-proof'
import { verifyInclusion, verifyLeaf } from './verify'
import { runs } from '../../../../scripts/jest/runs'

const rightOf = <A>(either: E.Either<unknown, A>): A => {
  if (E.isLeft(either)) throw new Error(JSON.stringify(either.left))
  return either.right
}
const there = <A>(value: A | null): A => {
  if (value === null) throw new Error('nothing there')
  return value
}

/** The example in the documentation of golang.org/x/mod/sumdb/note. */
const GO = {
  signer: 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz',
  verifier: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  text: "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n",
  signature:
    '\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n',
}

const pssp = rightOf(signerKey('kpi-ledger/pssp', new Uint8Array(32).fill(7)))
const ict = rightOf(signerKey('kpi-ledger/ict', new Uint8Array(32).fill(8)))

describe('keys', () => {
  it('are those of Go’s note package', () => {
    const signer = rightOf(parseSignerKey(GO.signer))
    expect([formatSignerKey(signer), formatVerifierKey(signer)]).toEqual([GO.signer, GO.verifier])
    expect(formatVerifierKey(rightOf(parseVerifierKey(GO.verifier)))).toBe(GO.verifier)
  })

  it.each<[string, RegExp]>([
    ['', /^expected a key such as/],
    ['PeterNeumann', /^expected a key such as/],
    ['Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW', /such as/],
    ['PeterNeumann+c74f20a3+ARpc', /^expected an Ed25519 key$/],
    ['PeterNeumann+c74f20a3+AhpC2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW', /Ed25519/],
    [
      'PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
      /^its id does not match/,
    ],
    ['EnochRoot+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW', /^its id does not match/],
    [GO.signer, /^expected a verifier key, got a private key/],
  ])('to verify with are refused: %s', (text, reason) => {
    expect(parseVerifierKey(text)).toMatchObject({ left: expect.stringMatching(reason) as string })
  })

  it.each<[string, RegExp]>([
    [GO.verifier, /^expected a key that starts with PRIVATE\+KEY\+$/],
    [GO.signer.replace('c74f', 'c84f'), /^its id does not match/],
    [GO.signer.slice(0, -4), /Ed25519/],
  ])('to sign with are refused: %s', (text, reason) => {
    expect(parseSignerKey(text)).toMatchObject({ left: expect.stringMatching(reason) as string })
  })

  it('have a name without spaces, and 32 secret bytes', () => {
    for (const name of ['', 'a b', 'a+b', 'a\u00a0b', 'a\nb', '\ud800'])
      expect(E.isLeft(signerKey(name, new Uint8Array(32)))).toBe(true)
    expect(E.isLeft(signerKey('a', new Uint8Array(31)))).toBe(true)
  })
})

describe('signed notes', () => {
  const signer = rightOf(parseSignerKey(GO.signer))
  const note = `${GO.text}\n${GO.signature}`

  it('are those of Go’s note package', () => {
    expect(signNote(GO.text, signer)).toBe(note)
    expect(rightOf(openNote(note, [signer]))).toEqual({ text: GO.text, signedBy: [signer] })
  })

  it('verify with Node’s own Ed25519', () => {
    const signature = Buffer.from(GO.signature.split(' ')[2] ?? '', 'base64').subarray(4)
    const x = Buffer.from(signer.publicKey).toString('base64url')
    const key = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x } })
    expect(verify(null, Buffer.from(GO.text), key, signature)).toBe(true)
  })

  it('may have empty lines, and signatures by unknown keys', () => {
    const text = 'one\n\ntwo\n'
    const both = signNote(text, pssp) + signNote(text, ict).slice(text.length + 1)
    expect(rightOf(openNote(both, [ict])).signedBy).toEqual([ict])
    expect(rightOf(openNote(both, [ict, pssp])).signedBy).toEqual([pssp, ict])
  })

  it('M27a is opened as it was signed, whatever line ends it arrives with', () => {
    expect(rightOf(openNote(note.replaceAll('\n', '\r\n'), [signer]))).toEqual(
      rightOf(openNote(note, [signer])),
    )
  })

  it.each<[string, string, string]>([
    ['nothing', '', 'expected a signed note: a text, an empty line, and signatures'],
    [
      'no signature',
      `${GO.text}\n`,
      'expected a signed note: a text, an empty line, and signatures',
    ],
    [
      'no last line end',
      note.slice(0, -1),
      'expected a signed note: a text, an empty line, and signatures',
    ],
    [
      'a carriage return',
      note.replace('answer', 'ans\rwer'),
      'expected a signed note, got control characters',
    ],
    [
      'no base64',
      `${GO.text}\n\u2014 PeterNeumann x08g?\n`,
      'expected a signature line: \u2014 name base64',
    ],
    [
      'a hyphen for the dash',
      note.replace('\u2014', '-'),
      'expected a signature line: \u2014 name base64',
    ],
    [
      'another text',
      note.replace('answer', 'Answer'),
      'the signature by PeterNeumann+c74f20a3 does not match the text',
    ],
    [
      'a signature cut short',
      `${GO.text}\n\u2014 PeterNeumann x08go/ZJkuBS\n`,
      'the signature by PeterNeumann+c74f20a3 does not match the text',
    ],
    [
      'another name',
      note.replace('\u2014 PeterNeumann', '\u2014 EnochRoot'),
      'it is not signed by PeterNeumann+c74f20a3',
    ],
    [
      'too many signatures',
      `${GO.text}\n${GO.signature.repeat(101)}`,
      'expected at most 100 signatures, got 101',
    ],
  ])('are refused: %s', (_, text, message) => {
    const opened = openNote(text, [signer])
    expect(E.isLeft(opened) && sentence(opened.left)).toBe(message)
  })

  it('are refused if any single bit is changed', () => {
    const bytes = Buffer.from(note)
    fc.assert(
      fc.property(fc.nat({ max: bytes.length - 1 }), fc.nat({ max: 7 }), (at, bit) => {
        const changed = Buffer.from(bytes)
        changed[at] = (changed[at] ?? 0) ^ (1 << bit)
        expect(E.isLeft(openNote(changed.toString('utf8'), [signer]))).toBe(true)
      }),
      { numRuns: runs(300) },
    )
  })
})

const event = (revision: number): RecordedEvent => ({
  id: branded(`00000000-0000-4000-8000-${String(revision).padStart(12, '0')}`),
  stream: branded('kpiContract-pssp'),
  revision,
  type: 'NoteAdded',
  version: 1,
  recordedAt: branded('2016-04-01T09:00:00.000Z'),
  data: { period: '2016-04', text: `Note £${revision}` },
})
const events = Array.from({ length: 11 }, (_, i) => event(i))
const log = merkleLog(events)
const digest = there(digestAt('kpiContract-pssp', log))
const checkpoint = rightOf(signCheckpoint(digest, pssp))

const faultOf = (opened: E.Either<NoteFault, unknown>) =>
  E.isLeft(opened) ? sentence(opened.left) : 'opened'

describe('checkpoints', () => {
  it('are signed and opened', () => {
    expect(checkpoint.split('\n').slice(0, 4)).toEqual([
      'kpi-ledger/pssp',
      '11',
      Buffer.from(digest.root, 'hex').toString('base64'),
      '',
    ])
    expect(openCheckpoint(checkpoint, [pssp])).toEqual(E.right(digest))
  })

  it('are accepted by Sigstore’s verifier, and refused once changed', () => {
    const x = Buffer.from(pssp.publicKey).toString('base64url')
    const take = (envelope: string) =>
      verifyCheckpoint(
        { inclusionProof: { checkpoint: { envelope } } } as Parameters<typeof verifyCheckpoint>[0],
        [
          {
            logID: Buffer.from(pssp.id, 'hex'),
            baseURL: 'https://kpi-ledger/pssp',
            publicKey: createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x } }),
            validFor: { start: new Date(0), end: new Date(0) },
          },
        ],
      )
    expect(take(checkpoint).logSize).toBe(11n)
    expect(take(checkpoint).logHash.toString('hex')).toBe(digest.root)
    expect(() => take(checkpoint.replace('\n11\n', '\n12\n'))).toThrow(/signature/)
  })

  it('of one contract are not signed by the key of another', () => {
    expect(signCheckpoint(digest, ict)).toEqual(
      E.left(
        'the key belongs to kpi-ledger/ict; checkpoints of this log must be signed by kpi-ledger/pssp',
      ),
    )
    const text = checkpoint.slice(0, checkpoint.indexOf('\n\n') + 1)
    expect(faultOf(openCheckpoint(signNote(text, ict), [ict, pssp]))).toBe(
      'it is not signed by kpi-ledger/pssp',
    )
  })

  const signed = (text: string, key: SignerKey = pssp) =>
    faultOf(openCheckpoint(signNote(text, key), [pssp]))
  const root = Buffer.from(digest.root, 'hex').toString('base64')

  it.each<[string, RegExp | 'opened']>([
    [`kpi-ledger/pssp\n11\n${root}\nmore\n`, 'opened'],
    [`kpi-ledger/pssp\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n`, 'opened'],
    [`kpi-ledger/pssp\n0\n${root}\n`, /^line 3: expected 47DEQ\S+, the root of no events, got /],
    [`kpi-ledger/pssp\n011\n${root}\n`, /^line 2: /],
    [`kpi-ledger/pssp\n-1\n${root}\n`, /^line 2: /],
    [`kpi-ledger/pssp\n9999999999999999\n${root}\n`, /^line 2: /],
    [`kpi-ledger/pssp\n11\n${root.slice(4)}\n`, /^line 3: /],
    [`kpi-ledger/pssp\n11\n`, /^line 3: /],
    [`kpi-ledger/pssp\n11\n${root}\n\nmore\n`, /^expected a text without empty lines/],
    [`go.sum database tree\n11\n${root}\n`, /^line 1: /],
    [`kpi-ledger/PSSP\n11\n${root}\n`, /^line 1: /],
  ])('are checked line by line: %j', (text, message) => {
    expect(signed(text)).toMatch(message)
  })
})

describe('signed inclusion proofs', () => {
  const proof = there(proveInclusion(digest.stream, log, 4))
  const text = formatTlogProof(proof, event(4), checkpoint)

  it('contain event, path and checkpoint', () => {
    const open = rightOf(openTlogProof(text, [pssp]))
    expect(open).toEqual({ digest, revision: 4, path: proof.path, event: event(4) })
    const inclusion = inclusionOf(open, event(4))
    expect(inclusion).toEqual(proof)
    expect(verifyInclusion(inclusion, open.digest)).toEqual({ _tag: 'Holds' })
    expect(verifyLeaf(inclusion, event(4))).toEqual({ _tag: 'Holds' })
    expect(verifyInclusion(inclusionOf(open, event(5)), open.digest)._tag).toBe('RootNotReached')
    expect(verifyLeaf(inclusion, event(5))._tag).toBe('OtherRevision')
    expect(verifyLeaf({ ...inclusion, stream: streamOf('other') }, event(4))._tag).toBe(
      'OtherStream',
    )
  })

  it('may lack the event, and have an empty path', () => {
    const without = text.replace(/extra .*\n/, '')
    expect(rightOf(openTlogProof(without, [pssp])).event).toBeNull()
    const one = merkleLog([event(0)])
    const first = there(proveInclusion(digest.stream, one, 0))
    const tip = rightOf(signCheckpoint(there(digestAt(digest.stream, one)), pssp))
    expect(rightOf(openTlogProof(formatTlogProof(first, event(0), tip), [pssp]))).toMatchObject({
      revision: 0,
      path: [],
    })
  })

  it.each<[string, string, RegExp]>([
    [
      'another version',
      text.replace('@v1', '@v2'),
      /^expected a proof of c2sp\.org\/tlog-proof@v1$/,
    ],
    ['no checkpoint', text.slice(0, text.indexOf('\n\n')), /^expected a proof of/],
    ['a leading zero', text.replace('index 4', 'index 04'), /^expected a line such as "index 41"$/],
    ['no index', text.replace('index 4\n', ''), /^expected a line such as/],
    ['half a hash', text.replace(/(index 4\n).{8}/, '$1'), /^expected the hashes of the path/],
    ['no base64', text.replace('extra ', 'extra ?'), /^extra: expected base64$/],
    ['nothing but its kind', text.replace(/extra[^]*?\n\n/, '\n'), /^expected a line such as/],
    ['no UTF-8', text.replace(/extra .*/, 'extra /w=='), /^extra: .*UTF-8/],
    ['no event', text.replace(/extra .*/, 'extra e30='), /^extra: expected an event: id: missing/],
    [
      'an event printed over several lines, which other programs hash as it is',
      text.replace(
        /extra .*/,
        `extra ${Buffer.from(JSON.stringify(JSON.parse(encodeLine(event(4))), null, 2)).toString('base64')}`,
      ),
      /^extra: expected the canonical JSON of an event, to the byte$/,
    ],
    ['another size', text.replace('\n11\n', '\n12\n'), /^the signature by kpi-ledger\/pssp/],
  ])('are refused: %s', (_, changed, message) => {
    expect(faultOf(openTlogProof(changed, [pssp]))).toMatch(message)
  })

  it('contain the canonical line of the event, as other tools hash it', () => {
    const extra = /^extra (.*)$/m.exec(text)?.[1] ?? ''
    expect(JSON.parse(Buffer.from(extra, 'base64').toString('utf8'))).toEqual(
      JSON.parse(encodeLine(event(4))),
    )
  })
})
