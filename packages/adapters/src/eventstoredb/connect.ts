import type { StoreError } from '@kpi-ledger/core'
import * as E from 'fp-ts/Either'
import type { Credentials, EventStoreDBClient as Client } from './client'
import { loadClient } from './load-client'

/** `scheme://user:password@`, wherever it stands in a text. */
const CREDENTIALS = /([a-z+]+:\/\/)([^@:/?\s]*):([^@/?\s]*)@/

/** A text without the password of any connection string in it. */
export const withoutPassword = (text: string): string => text.replace(CREDENTIALS, '$1$2:***@')

/** KurrentDB is EventStoreDB under its later name; the client knows the earlier one. */
const KURRENT = /^kurrentdb(\+discover)?:/

/** The credentials in a connection string. */
const credentialsOf = (connectionString: string): Credentials | null => {
  const [, , username, password] = CREDENTIALS.exec(connectionString) ?? []
  if (username === undefined || password === undefined) return null
  return { username: decodeURIComponent(username), password: decodeURIComponent(password) }
}

/** Without TLS the client sends no credentials; any will make it take the classic path. */
const NOBODY: Credentials = { username: 'nobody', password: 'nothing' }

const isPlain = (connectionString: string): boolean =>
  new URLSearchParams(connectionString.split('?')[1]?.toLowerCase()).get('tls') === 'false'

/**
 * A client for a connection string, not yet connected, and the credentials to append with.
 * @eventstore/db-client is loaded only here: a caller with their own client does not need it.
 */
export const connect = (
  connectionString: string,
): E.Either<StoreError, { readonly client: Client; readonly credentials: Credentials | null }> => {
  try {
    const client = loadClient().EventStoreDBClient.connectionString(
      connectionString.replace(KURRENT, 'esdb$1:'),
    )
    const own = credentialsOf(connectionString)
    return E.right({ client, credentials: own ?? (isPlain(connectionString) ? NOBODY : null) })
  } catch (e) {
    const reason = withoutPassword(e instanceof Error ? e.message : String(e))
    const operation = `connecting to ${withoutPassword(connectionString)}`
    return E.left({ _tag: 'NotSupported', operation, reason })
  }
}
