import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CheckpointStore, StoreError } from '@kpi-ledger/core'
import type { CheckpointKey } from '@kpi-ledger/core/store'
import * as E from 'fp-ts/Either'
import { caughtFileError, fileError, isFileError } from '../file-error'
import { decodeCheckpoint, encodeCheckpoint } from './checkpoint.codec'
import { replaceFile } from './replace-file'

const MOST_LETTERS = 60

/** A file name valid on any file system, distinct even for keys that differ only in case. */
const fileName = ({ name, version }: CheckpointKey): string => {
  const readable = name.replace(/[^A-Za-z0-9]+/g, '-').slice(0, MOST_LETTERS)
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 16)
  return `${readable}-${digest}-v${version}.checkpoint`
}

const attempt = async <A>(
  path: string,
  work: () => Promise<E.Either<StoreError, A>>,
): Promise<E.Either<StoreError, A>> => {
  try {
    return await work()
  } catch (e) {
    return E.left(fileError(path, caughtFileError(e)))
  }
}

/** The content of a file; null if it does not exist. */
const contentOf = async (path: string): Promise<Buffer | null> => {
  try {
    return await readFile(path)
  } catch (e) {
    if (isFileError(e) && e.code === 'ENOENT') return null
    throw e
  }
}

/**
 * Keeps every checkpoint in its own file in a folder, which is created if missing. A new file is
 * written beside the old one, flushed to disk and renamed over it, so after a crash either the old
 * or the new checkpoint is complete. A file that is damaged or has another key is `Corrupt`.
 */
export const fileCheckpoints = (folder: string): CheckpointStore => ({
  load: (key) => async () => {
    const path = join(folder, fileName(key))
    return attempt(path, async () => {
      const content = await contentOf(path)
      if (content === null) return E.right(null)
      return E.mapLeft((reason: string): StoreError => {
        return { _tag: 'Corrupt', stream: null, revision: null, at: path, reason }
      })(decodeCheckpoint(key, content))
    })
  },
  save: (key, checkpoint) => async () => {
    const path = join(folder, fileName(key))
    return attempt(path, async () => {
      await replaceFile(path, encodeCheckpoint(key, checkpoint))
      return E.right(undefined)
    })
  },
})
