import { fork } from 'node:child_process'
import { join } from 'node:path'

/** Credentials for the client: with its own credentials, it makes a call for each append. */
export const credentials = { username: 'nobody', password: 'nothing' }

/** Starts a server in a process of its own. */
export const startServer = (): Promise<{
  readonly connectionString: string
  readonly stop: () => void
}> =>
  new Promise((resolve) => {
    const child = fork(join(__dirname, 'eventstoredb-double.js'))
    child.once('message', (connectionString) => {
      if (typeof connectionString === 'string')
        resolve({ connectionString, stop: () => child.kill() })
    })
  })
