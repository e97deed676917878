import * as E from 'fp-ts/Either'
import { contractOf, streamOf } from '../events/envelope'
import { fromBase64, toBase64 } from './base64'
import { emptyRoot, fromHex, HASH_BYTES, toHex } from './hashing'
import { openNote, signNote } from './note'
import type { NoteFault } from './note-fault'
import type { SignerKey, VerifierKey } from './note-key'
import { decodeDigest, type Digest } from './proof.codec'

const PREFIX = 'kpi-ledger/'

/** The name of a contract's log in checkpoints, and of the key that signs them. */
export const originOf = (contract: string): string => `${PREFIX}${contract}`

/** The text of a checkpoint before it is signed: origin, size and root (C2SP tlog-checkpoint). */
const checkpointText = ({ stream, size, root }: Digest): string =>
  `${originOf(contractOf(stream))}\n${size}\n${toBase64(fromHex(root))}\n`

/**
 * Signs a digest as a checkpoint of C2SP tlog-checkpoint. The name of the key is the log's origin,
 * `kpi-ledger/<contract>`, so the key of one contract cannot sign for another.
 */
export const signCheckpoint = (digest: Digest, key: SignerKey): E.Either<string, string> => {
  const origin = originOf(contractOf(digest.stream))
  return key.name === origin
    ? E.right(signNote(checkpointText(digest), key))
    : E.left(`the key belongs to ${key.name}; checkpoints of this log must be signed by ${origin}`)
}

const malformed = (reason: string): E.Either<NoteFault, never> =>
  E.left({ _tag: 'MalformedNote', reason })

const SIZE = /^(?:0|[1-9]\d{0,15})$/

const readDigest = (text: string): E.Either<NoteFault, Digest> => {
  const [origin = '', size = '', root = '', ...extensions] = text.slice(0, -1).split('\n')
  if (!origin.startsWith(PREFIX))
    return malformed(
      `line 1: expected an origin such as kpi-ledger/pssp, got ${JSON.stringify(origin)}`,
    )
  if (!SIZE.test(size) || !Number.isSafeInteger(Number(size)))
    return malformed(`line 2: expected a number of events, got ${JSON.stringify(size)}`)
  const hash = fromBase64(root)
  if (hash?.length !== HASH_BYTES)
    return malformed(`line 3: expected a SHA-256 in base64, got ${JSON.stringify(root)}`)
  if (size === '0' && toHex(hash) !== toHex(emptyRoot))
    return malformed(`line 3: expected ${toBase64(emptyRoot)}, the root of no events, got ${root}`)
  if (extensions.includes('')) return malformed('expected a text without empty lines')
  const digest = decodeDigest({
    stream: streamOf(origin.slice(PREFIX.length)),
    size: Number(size),
    root: toHex(hash),
  })
  return E.isLeft(digest)
    ? malformed(`line 1: expected an origin such as kpi-ledger/pssp, got ${JSON.stringify(origin)}`)
    : digest
}

/**
 * The digest in a signed checkpoint, if it is signed by a trusted key with the name of its origin.
 */
export const openCheckpoint = (
  checkpoint: string,
  trusted: ReadonlyArray<VerifierKey>,
): E.Either<NoteFault, Digest> => {
  const note = openNote(checkpoint, trusted)
  if (E.isLeft(note)) return note
  const digest = readDigest(note.right.text)
  if (E.isLeft(digest)) return digest
  const origin = originOf(contractOf(digest.right.stream))
  return note.right.signedBy.some(({ name }) => name === origin)
    ? digest
    : E.left({ _tag: 'NotSignedBy', keys: [origin] })
}
