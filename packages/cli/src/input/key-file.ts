import { statSync } from 'node:fs'
import {
  parseSignerKey,
  parseVerifierKey,
  type SignerKey,
  type VerifierKey,
} from '@kpi-ledger/core/proofs'
import * as E from 'fp-ts/Either'
import { badInput, type Failure } from '../failure'
import type { Io } from '../io'
import { nameOf, readTextFile } from './text-file'

const OTHERS = 0o077n

/** Warns if anyone but its owner can read a private key; Windows keeps permissions elsewhere. */
const warnIfShared = ({ err }: Io, path: string): void => {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false })
  if (process.platform !== 'win32' && found?.isFile() === true && (found.mode & OTHERS) !== 0n)
    err(`kpi-ledger: ${nameOf(path)}: others can read this private key; run chmod 600 on it\n`)
}

/** Reads the signer key from a file with one line. */
export const readSignerKey = async (
  io: Io,
  path: string,
): Promise<E.Either<Failure, SignerKey>> => {
  const text = await readTextFile(io, path)
  if (E.isLeft(text)) return text
  warnIfShared(io, path)
  return E.mapLeft((reason: string) => badInput(`${nameOf(path)}: ${reason}`))(
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
    if (E.isLeft(key)) return E.left(badInput(`${nameOf(path)}:${i + 1}: ${key.left}`))
    keys.push(key.right)
  }
  return E.right(keys)
}
