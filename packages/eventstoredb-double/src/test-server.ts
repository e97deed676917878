import { exec } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { promisify } from 'node:util'
import { startEventStoreDBDouble, type EventStoreDBDouble } from './server'

/** A server for tests that need no faults: a real one, or their own double. */
export interface TestServer {
  /** A connection string for the server. */
  readonly connectionString: string
  /** A prefix for names that no other test or earlier run uses. */
  readonly namespace: string
  /** The double, for what only it can do; null on a real server. */
  readonly double: EventStoreDBDouble | null
  /** Restarts the server. */
  readonly restart: () => Promise<void>
  /** Stops the double; a real server keeps running. */
  readonly stop: () => Promise<void>
}

/** The connection string of a real server to run against, if `KPI_LEDGER_ESDB` is set. */
export const realServer: string | undefined = process.env['KPI_LEDGER_ESDB']

/** A command that restarts the real server, and ends once it accepts calls again. */
const restartCommand = process.env['KPI_LEDGER_ESDB_RESTART']

/** Whether tests can restart the server. */
export const canRestart: boolean = realServer === undefined || restartCommand !== undefined

/** The real server if one is configured, else a new double. */
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

/**
 * A connection string whose client waits for answers as long as a test may take; by default it
 * gives up after 10 s.
 */
export const patiently = (connectionString: string): string =>
  `${connectionString}${connectionString.includes('?') ? '&' : '?'}defaultDeadline=300000`
