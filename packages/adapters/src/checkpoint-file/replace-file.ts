import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { openWholeFile } from '../whole-file'

/** Replaces a whole file atomically, in a folder that is created if missing. */
export const replaceFile = async (path: string, content: string): Promise<void> => {
  await mkdir(dirname(path), { recursive: true })
  const file = await openWholeFile(path)
  try {
    await file.write(content)
    await file.commit()
  } finally {
    await file.abandon()
  }
}
