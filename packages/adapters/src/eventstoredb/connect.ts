import { readFileSync } from 'node:fs'
import type { StoreError } from '@kpi-ledger/core'
import * as E from 'fp-ts/Either'
import type { Credentials, EventStoreDBClient as Client } from './client'
import {
  parseConnectionString,
  withoutCredentials,
  type ConnectionString,
  type Options,
} from './connection-string'
import { reasonOf } from './error'
import { loadClient } from './load-client'

/** Without TLS the client sends no credentials, but having any makes it take the classic path. */
const NOBODY: Credentials = { username: 'nobody', password: 'nothing' }

/** The key and certificates that the options name; throws if a file cannot be read. */
const channelOf = ({ tls, tlsCAFile, userCertFile, userKeyFile }: Options) => {
  if (tls === false) return { insecure: true }
  return {
    insecure: false,
    ...(tlsCAFile === undefined ? {} : { rootCertificate: readFileSync(tlsCAFile) }),
    ...(userCertFile === undefined ? {} : { userCertFile: readFileSync(userCertFile) }),
    ...(userKeyFile === undefined ? {} : { userKeyFile: readFileSync(userKeyFile) }),
  }
}

/**
 * A client made from its settings, because from a connection string it would print the whole
 * string.
 */
const clientOf = ({ hosts, discover, credentials, options }: ConnectionString): Client => {
  const { EventStoreDBClient } = loadClient()
  const { tls, tlsVerifyCert, tlsCAFile, userCertFile, userKeyFile, ...settings } = options
  const channel = channelOf(options)
  const user = credentials ?? undefined
  const [first] = hosts
  if (discover) return new EventStoreDBClient({ ...settings, discover: first }, channel, user)
  return hosts.length > 1
    ? new EventStoreDBClient({ ...settings, endpoints: [...hosts] }, channel, user)
    : new EventStoreDBClient({ ...settings, endpoint: first }, channel, user)
}

/**
 * A client for a connection string, not yet connected, and the credentials to append with.
 * @eventstore/db-client is loaded only here: callers with their own client do not need it.
 */
export const connect = (
  connectionString: string,
): E.Either<StoreError, { readonly client: Client; readonly credentials: Credentials | null }> => {
  const refused = (reason: string): E.Either<StoreError, never> => {
    const operation = `connecting to ${withoutCredentials(connectionString)}`
    return E.left({ _tag: 'NotSupported', operation, reason })
  }
  const parsed = parseConnectionString(connectionString)
  if (E.isLeft(parsed)) return refused(parsed.left.join('; '))
  const { credentials, options } = parsed.right
  try {
    const client = clientOf(parsed.right)
    return E.right({ client, credentials: credentials ?? (options.tls === false ? NOBODY : null) })
  } catch (e) {
    return refused(reasonOf(e))
  }
}
