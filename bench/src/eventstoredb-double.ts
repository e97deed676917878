import { startEventStoreDBDouble } from '@kpi-ledger/eventstoredb-double'

/**
 * Runs a server in its own process, so that it takes none of the client's time. It ends with its
 * parent.
 */
void startEventStoreDBDouble().then(({ connectionString }) => {
  process.send?.(connectionString)
  process.once('disconnect', () => process.exit())
})
