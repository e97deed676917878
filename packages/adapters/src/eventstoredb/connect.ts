import type { StoreError } from '@kpi-ledger/core'
import * as E from 'fp-ts/Either'
import type { Credentials, EventStoreDBClient as Client } from './client'
import { loadClient } from './load-client'

/** `scheme://user:password@`, wherever it stands in a text. */
const CREDENTIALS = /([a-z+]+:\/\/)([^@:/?\s]*):([^@/?\s]*)@/

/** A text as it may be shown: without the password of a connection string in it. */
export const withoutPassword = (text: string): string => text.replace(CREDENTIALS, '$1$2:***@')

/** KurrentDB is EventStoreDB under its later name; the client knows the earlier one. */
const KURRENT = /^kurrentdb(\+discover)?:/

/** Who a connection string says it is. */
const credentialsOf = (connectionString: string): Credentials | null => {
  const [, , username, password] = CREDENTIALS.exec(connectionString) ?? []
  if (username === undefined || password === undefined) return null
  return { username: decodeURIComponent(username), password: decodeURIComponent(password) }
}

/** Without TLS the client sends no credentials; any will do to make it take the classic path. */
const NOBODY: Credentials = { username: 'nobody', password: 'nothing' }

const isPlain = (connectionString: string): boolean =>
  new URLSearchParams(connectionString.split('?')[1]?.toLowerCase()).get('tls') === 'false'

/**
 * A client of a connection string, not connected yet, and the credentials it appends with. Only
 * here is @eventstore/db-client loaded: whoever gives a client of their own needs none.
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
