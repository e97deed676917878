import * as E from 'fp-ts/Either'
import type { Credentials } from './client'

/** A node's address. */
export interface Host {
  /** The host name or IP address. */
  readonly address: string
  /** The port. */
  readonly port: number
}

/** The parts of a connection string. The client is not given the string, since it would print it. */
export interface ConnectionString {
  /** At least one host; several are asked which of them to talk to. */
  readonly hosts: NonEmpty<Host>
  /** Whether the first host is a DNS name to look up the nodes by. */
  readonly discover: boolean
  /** The user and password; null if there are none. */
  readonly credentials: Credentials | null
  /** The options given. */
  readonly options: Options
}

type NonEmpty<A> = readonly [A, ...ReadonlyArray<A>]

/** Which node of a cluster to talk to. */
export type NodePreference = 'leader' | 'follower' | 'random' | 'read_only_replica'

/** The options under the client's names; times in ms. */
export interface Options {
  readonly tls?: boolean
  readonly tlsVerifyCert?: boolean
  readonly tlsCAFile?: string
  readonly userCertFile?: string
  readonly userKeyFile?: string
  readonly maxDiscoverAttempts?: number
  readonly discoveryInterval?: number
  readonly gossipTimeout?: number
  readonly nodePreference?: NodePreference
  readonly defaultDeadline?: number
  readonly keepAliveInterval?: number
  readonly keepAliveTimeout?: number
  readonly throwOnAppendFailure?: boolean
  readonly connectionName?: string
}

const SCHEME = /^(?:esdb|kurrentdb)(\+discover)?:\/\//
const DEFAULT_PORT = 2113

/** Matches from the scheme, if there is one, to the last `@`. */
const CREDENTIALS = /^([^:/@]*(?::\/*|\/\/))[\s\S]*@/

/**
 * A connection string for messages, however mistyped, without anything between `//` and the last
 * `@`.
 */
export const withoutCredentials = (text: string): string => text.replace(CREDENTIALS, '$1***@')

/** Credentials that stay hidden when the client prints its arguments. */
class Hidden implements Credentials {
  readonly #username: string
  readonly #password: string
  constructor(username: string, password: string) {
    this.#username = username
    this.#password = password
  }
  get username(): string {
    return this.#username
  }
  get password(): string {
    return this.#password
  }
}

type Parsed<A> = E.Either<string, A>

const decoded = (text: string): string | null => {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

/** A text up to a mark, and what follows the mark; undefined if it is not there. */
const cut = (text: string, mark: string): readonly [string, string | undefined] => {
  const at = text.indexOf(mark)
  return at === -1 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)]
}

const credentialsIn = (userinfo: string): Parsed<Credentials> => {
  const [user, pass = ''] = cut(userinfo, ':')
  const [username, password] = [decoded(user), decoded(pass)]
  if (pass.includes(':')) return E.left('a ":" in a user name or password must be written as %3A')
  if (username === null || password === null)
    return E.left('a "%" in a user name or password must be written as %25')
  return username === '' || password === ''
    ? E.left('expected user:password before the "@"')
    : E.right(new Hidden(username, password))
}

const hostIn = (text: string, n: number): Parsed<Host> => {
  const [, address, port] = /^([A-Za-z0-9._-]+)(?::(\d{1,5}))?$/.exec(text) ?? []
  if (address === undefined) return E.left(`host ${String(n)}: expected HOST or HOST:PORT`)
  const number = port === undefined ? DEFAULT_PORT : Number(port)
  return number > 0 && number < 65_536
    ? E.right({ address, port: number })
    : E.left(`host ${String(n)}: expected a port from 1 to 65535`)
}

const bool = (text: string): Parsed<boolean> =>
  text === 'true' || text === 'false' ? E.right(text === 'true') : E.left('true or false')

const integer = (text: string): Parsed<number> =>
  /^(?:-1|\d{1,9})$/.test(text) ? E.right(Number(text)) : E.left('a whole number')

const encoded = (text: string): Parsed<string> => {
  const value = decoded(text)
  return value === null || value === '' ? E.left('percent-encoded text') : E.right(value)
}

const PREFERENCES: ReadonlyArray<NodePreference> = [
  'leader',
  'follower',
  'random',
  'read_only_replica',
]

/**
 * A key or preference in the form used for comparison: the client accepts any case, with or without
 * `-` and `_`.
 */
const flat = (text: string): string => text.trim().toLowerCase().replace(/[_-]/g, '')

const preference = (text: string): Parsed<NodePreference> => {
  const found = PREFERENCES.find((each) => flat(each) === flat(text))
  return found === undefined ? E.left(PREFERENCES.join(', ')) : E.right(found)
}

const KINDS: {
  readonly [K in keyof Options]-?: (text: string) => Parsed<NonNullable<Options[K]>>
} = {
  tls: bool,
  tlsVerifyCert: bool,
  tlsCAFile: encoded,
  userCertFile: encoded,
  userKeyFile: encoded,
  maxDiscoverAttempts: integer,
  discoveryInterval: integer,
  gossipTimeout: integer,
  nodePreference: preference,
  defaultDeadline: integer,
  keepAliveInterval: integer,
  keepAliveTimeout: integer,
  throwOnAppendFailure: bool,
  connectionName: encoded,
}

const isKey = (key: string): key is keyof Options => Object.hasOwn(KINDS, key)
const KEYS: ReadonlyArray<keyof Options> = Object.keys(KINDS).filter(isKey)

/** The options, and what is wrong with them; without `quotes`, no name is repeated. */
const optionsIn = (
  query: string,
  quotes: boolean,
): { readonly options: Options; readonly faults: ReadonlyArray<string> } => {
  const options: Options = {}
  const faults: Array<string> = []
  const set = (key: keyof Options, text: string): void => {
    const value = KINDS[key](text.trim())
    if (E.isLeft(value)) faults.push(`${key}: expected ${value.left}`)
    else if (options[key] !== undefined) faults.push(`${key}: is given twice`)
    else Object.assign(options, { [key]: value.right })
  }
  for (const [i, pair] of query.split('&').entries()) {
    const [name, value] = cut(pair, '=')
    const key = KEYS.find((each) => flat(each) === flat(name))
    if (key !== undefined && value !== undefined) set(key, value)
    else {
      const what = quotes ? `option ${JSON.stringify(pair)}` : `option ${String(i + 1)}`
      faults.push(`${what}: expected KEY=VALUE, where KEY is one of ${KEYS.join(', ')}`)
    }
  }
  if (options.tlsVerifyCert === false && options.tls !== false)
    faults.push('tlsVerifyCert: the client always verifies; name the authority with tlsCAFile')
  if ((options.userCertFile === undefined) !== (options.userKeyFile === undefined))
    faults.push('userCertFile and userKeyFile: expected both or neither')
  return { options, faults }
}

/**
 * Parses a connection string; fails with everything that is wrong with it. A fault never repeats
 * anything that may be part of a user name or password.
 */
export const parseConnectionString = (
  text: string,
): E.Either<ReadonlyArray<string>, ConnectionString> => {
  const trimmed = text.trim().replace(/\/+$/, '')
  const [scheme, discover] = SCHEME.exec(trimmed) ?? []
  if (scheme === undefined)
    return E.left(['expected esdb:// or kurrentdb://, or with +discover, at the beginning'])
  const [authority, query] = cut(trimmed.slice(scheme.length), '?')
  const at = authority.lastIndexOf('@')
  const credentials = at === -1 ? E.right(null) : credentialsIn(authority.slice(0, at))
  const named = authority.slice(at + 1).replace(/\/+$/, '')
  const hosts = named.split(/[,/]/).map((host, i) => hostIn(host.trim(), i + 1))
  const { options, faults: inOptions } =
    query === undefined ? { options: {}, faults: [] } : optionsIn(query, !query.includes('@'))
  const faults: Array<string> = []
  if (E.isLeft(credentials)) faults.push(credentials.left)
  const [first, ...others] = hosts.flatMap((host) => {
    if (E.isRight(host)) return [host.right]
    faults.push(host.left)
    return []
  })
  faults.push(...inOptions)
  if (inOptions.length > 0 && query?.includes('@') === true)
    faults.push('a "?" in a user name or password must be written as %3F')
  if (faults.length > 0 || E.isLeft(credentials) || first === undefined) return E.left(faults)
  return E.right({
    hosts: [first, ...others],
    discover: discover !== undefined,
    credentials: credentials.right,
    options,
  })
}
