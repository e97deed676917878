import type * as DBClient from '@eventstore/db-client'

/**
 * Loads the client when it is first needed: it is optional, and takes a while. Not by `import()`,
 * which test runners that keep modules apart cannot do.
 */
export const loadClient = (): typeof DBClient => require('@eventstore/db-client')
