import type * as DBClient from '@eventstore/db-client'

/**
 * Loads the client on first use, since it is optional and slow to load. `import()` is not used
 * because it fails in test runners that isolate modules.
 */
export const loadClient = (): typeof DBClient => require('@eventstore/db-client')
