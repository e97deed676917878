import { startEventStoreDBServer } from '@kpi-ledger/testing/eventstoredb-server'

/** A server in a process of its own, so that it takes no time of the client's; ends with its parent. */
void startEventStoreDBServer().then(({ connectionString }) => {
  process.send?.(connectionString)
  process.once('disconnect', () => process.exit())
})
