import { open } from 'node:fs/promises'
import * as E from 'fp-ts/Either'
import { badInput, type Failure } from '../failure'

/** Checks that a file exists and can be read, without reading it. */
export const readable = async (path: string): Promise<E.Either<Failure, null>> => {
  try {
    const handle = await open(path)
    const isDirectory = (await handle.stat()).isDirectory()
    await handle.close()
    return isDirectory ? E.left(badInput(`${path}: is a directory`)) : E.right(null)
  } catch (e) {
    return E.left(badInput(e instanceof Error ? e.message : String(e)))
  }
}
