import fc from 'fast-check'

/** The fast lane tries a law on fewer ledgers; the slow lane has the same laws, and all runs. */
fc.configureGlobal({ ...fc.readConfigureGlobal(), numRuns: 25 })
