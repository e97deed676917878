import { exec } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { promisify } from 'node:util'
import { startEventStoreDBDouble, type EventStoreDBDouble } from './server'

/** A server that tests use which need no fault: a real one, or a double of their own. */
export interface TestServer {
  readonly connectionString: string
  /** The beginning of names that no other test uses, nor did an earlier run. */
  readonly namespace: string
  /** What only a double can do; null on a real server. */
  readonly double: EventStoreDBDouble | null
  /** Restarts it. */
  readonly restart: () => Promise<void>
  /** Stops the double; a real server goes on. */
  readonly stop: () => Promise<void>
}

/** The connection string of a real server to run against, if `KPI_LEDGER_ESDB` has one. */
export const realServer: string | undefined = process.env['KPI_LEDGER_ESDB']

/** A command that restarts the real server, and ends when it takes calls again. */
const restartCommand = process.env['KPI_LEDGER_ESDB_RESTART']

/** Whether tests can restart the server. */
export const canRestart: boolean = realServer === undefined || restartCommand !== undefined

/** The real server, if one is named, or a new double. */
export const startTestServer = async (): Promise<TestServer> => {
  const namespace = `${randomUUID()}/`
  if (realServer !== undefined)
    return {
      connectionString: realServer,
      namespace,
      double: null,
      restart: async () => {
        if (restartCommand === undefined) throw new Error('KPI_LEDGER_ESDB_RESTART is not set')
        await promisify(exec)(restartCommand)
      },
      stop: () => Promise.resolve(),
    }
  const double = await startEventStoreDBDouble()
  const { connectionString, restart, stop } = double
  return { connectionString, namespace, double, restart, stop }
}

/** The same server, for a client that waits for answers as long as a test may take: by itself it gives up after 10 s. */
export const patiently = (connectionString: string): string =>
  `${connectionString}${connectionString.includes('?') ? '&' : '?'}defaultDeadline=300000`
