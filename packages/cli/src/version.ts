import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const versionIn = (manifest: unknown): string => {
  if (typeof manifest !== 'object' || manifest === null || !('version' in manifest)) return ''
  return typeof manifest.version === 'string' ? manifest.version : ''
}

/** The version of this package, as its package.json says. */
export const version = versionIn(
  JSON.parse(readFileSync(join(__dirname, '..', 'package.json'), 'utf8')),
)
