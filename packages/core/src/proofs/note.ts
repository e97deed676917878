import { ed25519 } from '@noble/curves/ed25519'
import { concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils'
import * as E from 'fp-ts/Either'
import { fromBase64, toBase64 } from './base64'
import { toHex } from './hashing'
import type { NoteFault } from './note-fault'
import { isKeyName, type SignerKey, type VerifierKey } from './note-key'

/** The content of a signed note whose signature was verified by a trusted key. */
export interface OpenNote {
  /** The text, including its last line ending. */
  readonly text: string
  /** The trusted keys that signed it. */
  readonly signedBy: ReadonlyArray<VerifierKey>
}

const MOST_SIGNATURES = 100
const ID_BYTES = 4
/** Control characters other than line endings. */
const CONTROL = /[^ -\uffff\n]/
const SIGNATURE = /^\u2014 ([^ ]+) ([^ ]+)$/

/** Signs a text that ends with a line ending (C2SP signed-note). */
export const signNote = (text: string, { name, id, secret }: SignerKey): string => {
  const signature = concatBytes(hexToBytes(id), ed25519.sign(utf8ToBytes(text), secret))
  return `${text}\n\u2014 ${name} ${toBase64(signature)}\n`
}

const malformed = (reason: string): E.Either<NoteFault, never> =>
  E.left({ _tag: 'MalformedNote', reason })

interface Signature {
  readonly name: string
  readonly id: string
  readonly bytes: Uint8Array
}

const readSignature = (line: string): Signature | null => {
  const [, name = '', base64 = ''] = SIGNATURE.exec(line) ?? []
  const bytes = fromBase64(base64)
  return bytes === null || bytes.length <= ID_BYTES || !isKeyName(name)
    ? null
    : { name, id: toHex(bytes.subarray(0, ID_BYTES)), bytes: bytes.subarray(ID_BYTES) }
}

const isValid = (signature: Uint8Array, text: string, { publicKey }: VerifierKey): boolean => {
  try {
    return ed25519.verify(signature, utf8ToBytes(text), publicKey, { zip215: false })
  } catch {
    return false
  }
}

/**
 * A note as it was before a mail program changed its line ends: no note has a carriage return, so
 * nothing that was signed is lost (M27a).
 */
export const withLineFeeds = (note: string): string => note.replaceAll('\r\n', '\n')

/**
 * Opens a signed note with trusted keys; line endings do not matter. Signatures by other keys are
 * ignored; an invalid signature by a trusted key makes the note invalid (C2SP signed-note).
 */
export const openNote = (
  received: string,
  trusted: ReadonlyArray<VerifierKey>,
): E.Either<NoteFault, OpenNote> => {
  const note = withLineFeeds(received)
  const end = note.lastIndexOf('\n\n')
  if (!note.isWellFormed() || CONTROL.test(note))
    return malformed('expected a signed note, got control characters')
  if (end === -1 || !note.endsWith('\n') || note.endsWith('\n\n'))
    return malformed('expected a signed note: a text, an empty line, and signatures')
  const text = note.slice(0, end + 1)
  const lines = note.slice(end + 2, -1).split('\n')
  if (lines.length > MOST_SIGNATURES)
    return malformed(`expected at most ${MOST_SIGNATURES} signatures, got ${lines.length}`)
  const signedBy = new Set<VerifierKey>()
  for (const line of lines) {
    const signature = readSignature(line)
    if (signature === null) return malformed('expected a signature line: \u2014 name base64')
    const key = trusted.find(({ name, id }) => name === signature.name && id === signature.id)
    if (key === undefined) continue
    if (!isValid(signature.bytes, text, key))
      return E.left({ _tag: 'BadSignature', key: `${key.name}+${key.id}` })
    signedBy.add(key)
  }
  return signedBy.size === 0
    ? E.left({ _tag: 'NotSignedBy', keys: trusted.map(({ name, id }) => `${name}+${id}`) })
    : E.right({ text, signedBy: [...signedBy] })
}
