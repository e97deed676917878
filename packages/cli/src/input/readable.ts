import { open } from 'node:fs/promises'
import * as E from 'fp-ts/Either'
import { badInput, type Failure } from '../failure'
import { fileFailure } from './text-file'

/** Checks that a file exists and can be read, without reading it. */
export const readable = async (path: string): Promise<E.Either<Failure, null>> => {
  try {
    const handle = await open(path)
    const isDirectory = (await handle.stat()).isDirectory()
    await handle.close()
    return isDirectory ? E.left(badInput(`${path}: it is a directory`)) : E.right(null)
  } catch (e) {
    return E.left(fileFailure(path, e))
  }
}
