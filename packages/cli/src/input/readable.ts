import { open } from 'node:fs/promises'
import * as E from 'fp-ts/Either'
import { badInput, type Failure } from '../failure'

/** Whether a file is there and can be read; why not, if not. Nothing of it is read yet. */
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
