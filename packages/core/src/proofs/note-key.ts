import { ed25519 } from '@noble/curves/ed25519'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils'
import { sha256 } from '@noble/hashes/sha2'
import * as E from 'fp-ts/Either'
import { fromBase64, toBase64 } from './base64'
import { HASH_BYTES, toHex } from './hashing'

/** A key to verify the signatures of notes with (C2SP signed-note, Ed25519). */
export interface VerifierKey {
  /** The name of the key. */
  readonly name: string
  /** Eight hex digits; together with the name they identify the key. */
  readonly id: string
  /** The public key (Ed25519). */
  readonly publicKey: Uint8Array
}

/** A key to sign notes with. Whoever has it can sign as its owner. */
export interface SignerKey extends VerifierKey {
  /** The secret key (Ed25519). */
  readonly secret: Uint8Array
}

const ED25519 = Uint8Array.of(0x01)
const PRIVATE = 'PRIVATE+KEY+'
const ID_BYTES = 4

/** Not empty, and without plus signs or spaces, so it can be part of a key or signature. */
export const isKeyName = (name: string): boolean =>
  name.isWellFormed() && /^[^\p{White_Space}\p{Cc}+]+$/u.test(name)

const keyId = (name: string, publicKey: Uint8Array): string =>
  toHex(sha256(concatBytes(utf8ToBytes(`${name}\n`), ED25519, publicKey)).subarray(0, ID_BYTES))

/** The key made from 32 random secret bytes, under a name. */
export const signerKey = (name: string, secret: Uint8Array): E.Either<string, SignerKey> => {
  if (!isKeyName(name)) return E.left('a key name must not be empty, nor contain spaces or "+"')
  if (secret.length !== HASH_BYTES) return E.left('an Ed25519 key needs 32 secret bytes')
  const publicKey = ed25519.getPublicKey(secret)
  return E.right({ name, id: keyId(name, publicKey), publicKey, secret })
}

/** A verifier key as one line of text: `name+id+base64`. */
export const formatVerifierKey = ({ name, id, publicKey }: VerifierKey): string =>
  `${name}+${id}+${toBase64(concatBytes(ED25519, publicKey))}`

/** A signer key as one line of text: `PRIVATE+KEY+name+id+base64`. Must be kept secret. */
export const formatSignerKey = ({ name, id, secret }: SignerKey): string =>
  `${PRIVATE}${name}+${id}+${toBase64(concatBytes(ED25519, secret))}`

interface KeyText {
  readonly name: string
  readonly id: string
  readonly key: Uint8Array
}

const readKey = (text: string): E.Either<string, KeyText> => {
  const [, name = '', id = '', base64 = ''] = /^([^+]*)\+([0-9a-f]{8})\+(.*)$/s.exec(text) ?? []
  const bytes = fromBase64(base64)
  if (!isKeyName(name) || bytes === null)
    return E.left('expected a key such as name+0123abcd+base64')
  if (bytes[0] !== ED25519[0] || bytes.length !== 1 + HASH_BYTES)
    return E.left('expected an Ed25519 key')
  return E.right({ name, id, key: bytes.subarray(1) })
}

const OTHER_ID = 'its id does not match the key: it was miscopied or changed'

/** Parses a verifier key. */
export const parseVerifierKey = (text: string): E.Either<string, VerifierKey> => {
  if (text.startsWith(PRIVATE))
    return E.left('expected a verifier key, got a private key, which only its owner should have')
  const read = readKey(text)
  if (E.isLeft(read)) return read
  const { name, id, key } = read.right
  return id === keyId(name, key) ? E.right({ name, id, publicKey: key }) : E.left(OTHER_ID)
}

/** Parses a signer key. */
export const parseSignerKey = (text: string): E.Either<string, SignerKey> => {
  if (!text.startsWith(PRIVATE)) return E.left(`expected a key that starts with ${PRIVATE}`)
  const read = readKey(text.slice(PRIVATE.length))
  if (E.isLeft(read)) return read
  const { name, id, key } = read.right
  const signer = signerKey(name, key)
  return E.isRight(signer) && signer.right.id !== id ? E.left(OTHER_ID) : signer
}
