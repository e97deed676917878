import type * as DBClient from '@eventstore/db-client'

/**
 * Loads the client on first use: it is optional, and slow to load. Not by `import()`, which does
 * not work in test runners that isolate modules.
 */
export const loadClient = (): typeof DBClient => require('@eventstore/db-client')
