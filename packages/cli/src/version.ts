import { loadManifest } from './load'

const versionIn = (manifest: unknown): string => {
  if (typeof manifest !== 'object' || manifest === null || !('version' in manifest)) return ''
  return typeof manifest.version === 'string' ? manifest.version : ''
}

/** The version of this package, from its package.json. */
export const version = versionIn(loadManifest())
