import { collect, describe as describeError, type StoreError } from '@kpi-ledger/core'
import type { NewEvent } from '@kpi-ledger/core/store'
import { branded } from '@kpi-ledger/core/unstable'
import { startEventStoreDBDouble } from '@kpi-ledger/eventstoredb-double'
import * as E from 'fp-ts/Either'
import { uuid } from '../fixture.spec'
import { connect } from './connect'
import { withoutCredentials } from './connection-string'
import { eventStoreDBStore, type EventStoreDBStore } from './eventstoredb-store'

const A = 'kpiContract-a'
const note: NewEvent = {
  id: branded(uuid(9, 1)),
  type: 'NoteAdded',
  version: 1,
  recordedAt: branded('2016-04-01T09:00:00.000Z'),
  data: { period: '2016-04', text: 'Snow' },
}

const NOWHERE = '127.0.0.1:1'

/** Strings that name servers that do not answer. */
const understood = [
  `esdb://admin:changeit@${NOWHERE}`,
  `esdb://admin:changeit@${NOWHERE}?tls=false`,
  `esdb://admin:changeit@${NOWHERE}/?tls=false`,
  ` esdb://admin:changeit@${NOWHERE}/ `,
  `esdb://admin:ch%61ngeit%40@${NOWHERE}?TLS=false`,
  `esdb://admin:change@it@${NOWHERE}?tls=false`,
  `esdb://admin:change/it@${NOWHERE}?tls=false`,
  `esdb://admin:changeit@${NOWHERE},127.0.0.1:2?tls=false&maxDiscoverAttempts=1`,
  `esdb+discover://admin:changeit@${NOWHERE}?tls=false&maxDiscoverAttempts=1`,
  `kurrentdb://admin:changeit@${NOWHERE}?tls=false`,
  `kurrentdb+discover://admin:changeit@${NOWHERE}?tls=false&max_discover_attempts=1`,
  `esdb://admin:changeit@${NOWHERE}?tls=false&tlsVerifyCert=false`,
  `esdb://admin:changeit@${NOWHERE}?tls=false&keepAliveInterval=5&nodePreference=follower`,
]

const mistyped = [
  'esdb:/admin:changeit@host',
  'esdb:admin:changeit@host',
  'esbd://admin:changeit@host',
  'ESDB://admin:changeit@host',
  'http://admin:changeit@host',
  '//admin:changeit@host',
  'esdb://admin:changeit@',
  'esdb://admin:changeit@host:port',
  'esdb://admin:changeit@host:99999',
  'esdb://admin:chan:geit@host',
  'esdb://admin:%changeit@host',
  'esdb://admin@host',
  'esdb://:changeit@host',
  'esdb://admin:change?geit=hush@host',
  'esdb://admin:change?tls=hush@host?tls=true',
  'esdb://admin:changeit@host?tlsCAFile=/no/such/file.pem',
  'esdb://admin:changeit@host?tslCAFile=/etc/ca.pem',
  'esdb://admin:changeit@host?tls=maybe',
  'esdb://admin:changeit@host?nodePreference=boss',
  'esdb://admin:changeit@host?keepAliveInterval=-5',
  'esdb://admin:changeit@host?tlsVerifyCert=false',
  'esdb://admin:changeit@host?userCertFile=/etc/user.pem',
  'esdb://admin:changeit@host\nesdb://admin:changeit@other',
]

/** The words between `//` and the last `@`. */
const secretsOf = (connectionString: string): ReadonlyArray<string> =>
  connectionString
    .slice(0, connectionString.lastIndexOf('@'))
    .replace(/^[^:/]*:?\/*/, '')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word.length > 3 && word !== 'esdb')

const printed: Array<string> = []
beforeAll(() => {
  // Makes the client log what it does, down to every option.
  process.env['DEBUG'] = 'esdb*'
  for (const stream of [process.stderr, process.stdout])
    jest.spyOn(stream, 'write').mockImplementation((text) => printed.push(String(text)) > 0)
  for (const level of ['log', 'info', 'warn', 'error'] as const)
    jest.spyOn(console, level).mockImplementation((...said) => {
      printed.push(said.map(String).join(' '))
    })
})
afterAll(() => {
  delete process.env['DEBUG']
  jest.restoreAllMocks()
})

/** Joins a group, and leaves it once an event is delivered. */
const joined = (store: EventStoreDBStore) => {
  const member = store.joinGroup('g', () => () => {
    member.close()
    return Promise.resolve(E.right(null))
  })
  return member.ended
}

/** The errors of everything a store can do. */
const errorsOf = async (connectionString: string): Promise<ReadonlyArray<StoreError>> => {
  const retry = { attempts: 1 }
  const opened = await eventStoreDBStore(connectionString, { retry, timeout: 5000 })()
  if (E.isLeft(opened)) return [opened.left]
  const store = opened.right
  const answers = [
    await store.append(A, [note], 'no-stream')(),
    await collect(store.read(A))(),
    await collect(store.readAll())(),
    await joined(store),
  ]
  await store.close()
  return answers.flatMap((answer) => (E.isLeft(answer) ? [answer.left] : []))
}

describe('nothing between the // and the @ of a connection string is printed', () => {
  it.each(mistyped)('mistyped: %j', async (connectionString) => {
    printed.length = 0
    const [error, ...others] = await errorsOf(connectionString)
    expect([error?._tag, others]).toEqual(['NotSupported', []])
    const said = [...printed, error === undefined ? '' : describeError(error)].join('\n')
    for (const secret of secretsOf(connectionString)) expect(said).not.toContain(secret)
  })

  it('valid, whatever is asked of the server and however much the client logs', async () => {
    printed.length = 0
    const errors = await Promise.all(understood.map(errorsOf))
    expect(errors.map(({ length }) => length)).toEqual(understood.map(() => 4))
    const said = [...printed, ...errors.flat().map(describeError)].join('\n')
    expect(said).toContain('esdb:command')
    for (const secret of understood.flatMap(secretsOf)) expect(said).not.toContain(secret)
  })

  it('answered: the client prints its settings, without the user', async () => {
    const server = await startEventStoreDBDouble()
    printed.length = 0
    const url = server.connectionString.replace('//', '//admin:changeit@')
    expect(await errorsOf(url)).toEqual([])
    await server.stop()
    const said = printed.join('\n')
    expect(said).toMatch(/appendToStream[\s\S]*credentials: Hidden/)
    for (const secret of secretsOf(url)) expect(said).not.toContain(secret)
  })

  it.each([
    ['esdb://admin:changeit@db?tls=false', 'esdb://***@db?tls=false'],
    ['esdb:/admin:changeit@db', 'esdb:/***@db'],
    ['//admin:changeit@db', '//***@db'],
    ['esdb://a@b:c@db', 'esdb://***@db'],
    ['esdb://db:2113?connectionName=x', 'esdb://db:2113?connectionName=x'],
  ])('%s is shown as %s', (connectionString, shown) => {
    expect(withoutCredentials(connectionString)).toBe(shown)
  })
})

it('names everything that is wrong with a connection string', () => {
  const reason =
    'host 2: expected a port from 1 to 65535; option "tsl=false": expected KEY=VALUE, where KEY is ' +
    'one of tls, tlsVerifyCert, tlsCAFile, userCertFile, userKeyFile, maxDiscoverAttempts, ' +
    'discoveryInterval, gossipTimeout, nodePreference, defaultDeadline, keepAliveInterval, ' +
    'keepAliveTimeout, throwOnAppendFailure, connectionName; gossipTimeout: expected a whole number'
  expect(connect('esdb://a,b:0?tsl=false&gossipTimeout=soon')).toEqual(
    E.left({
      _tag: 'NotSupported',
      operation: 'connecting to esdb://a,b:0?tsl=false&gossipTimeout=soon',
      reason,
    }),
  )
})
