import { createHash, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CheckpointKey, CheckpointStore, StoreError } from '@kpi-ledger/core'
import * as E from 'fp-ts/Either'
import { fileError, isFileError } from '../file-error'
import { decodeCheckpoint, encodeCheckpoint } from './checkpoint.codec'
import { replaceFile } from './replace-file'

const MOST_LETTERS = 60

/** A name any file system takes, telling apart what differs only in case or in odd characters. */
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
    if (!isFileError(e)) throw e
    return E.left(fileError(path, e))
  }
}

/** The content of a file, null where there is none. */
const contentOf = async (path: string): Promise<Buffer | null> => {
  try {
    return await readFile(path)
  } catch (e) {
    if (isFileError(e) && e.code === 'ENOENT') return null
    throw e
  }
}

/**
 * Keeps every checkpoint in a file of its own in a folder, made if it is not there. A file is
 * written beside the old one, flushed to the disk and put in its place, so a crash leaves the old
 * checkpoint or the new one, whole. A file that is damaged or another's is `Corrupt`.
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
      await replaceFile(path, `${path}.${randomUUID()}.tmp`, encodeCheckpoint(key, checkpoint))
      return E.right(undefined)
    })
  },
})
