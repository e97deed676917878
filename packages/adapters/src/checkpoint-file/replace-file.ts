import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

const write = async (path: string, content: string): Promise<void> => {
  const file = await open(path, 'wx')
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Makes a rename survive a power loss; systems that cannot open a folder need not. */
const flushFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r').catch(() => null)
  if (handle === null) return
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Replaces a file as a whole: the old content stays until all of the new is on disk. */
export const replaceFile = async (
  path: string,
  temporary: string,
  content: string,
): Promise<void> => {
  const folder = dirname(path)
  await mkdir(folder, { recursive: true })
  try {
    await write(temporary, content)
    await rename(temporary, path)
  } catch (e) {
    await rm(temporary, { force: true })
    throw e
  }
  await flushFolder(folder)
}
