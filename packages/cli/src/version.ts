import { loadManifest } from './load'

/** The version of this package, from its package.json. */
export const { version } = loadManifest()
