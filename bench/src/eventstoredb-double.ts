import { startEventStoreDBDouble } from '@kpi-ledger/eventstoredb-double'

/** A server in its own process, so it takes none of the client's time; ends with its parent. */
void startEventStoreDBDouble().then(({ connectionString }) => {
  process.send?.(connectionString)
  process.once('disconnect', () => process.exit())
})
