import {
  parseSignerKey,
  parseVerifierKey,
  type SignerKey,
  type VerifierKey,
} from '@kpi-ledger/core/proofs'
import * as E from 'fp-ts/Either'
import { badInput, type Failure } from '../failure'
import type { Io } from '../io'
import { readTextFile } from './text-file'

/** Reads the signer key from a file with one line. */
export const readSignerKey = async (
  io: Io,
  path: string,
): Promise<E.Either<Failure, SignerKey>> => {
  const text = await readTextFile(io, path)
  if (E.isLeft(text)) return text
  return E.mapLeft((reason: string) => badInput(`${path}: ${reason}`))(
    parseSignerKey(text.right.trim()),
  )
}

/** Reads the verifier keys from a file, one per line; none without a file. */
export const readVerifierKeys = async (
  io: Io,
  path: string | null,
): Promise<E.Either<Failure, ReadonlyArray<VerifierKey>>> => {
  if (path === null) return E.right([])
  const text = await readTextFile(io, path)
  if (E.isLeft(text)) return text
  const keys: Array<VerifierKey> = []
  for (const [i, line] of text.right.trimEnd().split('\n').entries()) {
    const key = parseVerifierKey(line.trim())
    if (E.isLeft(key)) return E.left(badInput(`${path}:${i + 1}: ${key.left}`))
    keys.push(key.right)
  }
  return E.right(keys)
}
