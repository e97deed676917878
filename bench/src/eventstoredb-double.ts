import { startEventStoreDBDouble } from '@kpi-ledger/eventstoredb-double'

/** A server in a process of its own, so that it takes no time of the client's; ends with its parent. */
void startEventStoreDBDouble().then(({ connectionString }) => {
  process.send?.(connectionString)
  process.once('disconnect', () => process.exit())
})
