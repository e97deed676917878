import * as E from 'fp-ts/Either'
import { connect, withoutPassword } from './connect'

const credentialsOf = (connectionString: string) => {
  const connected = connect(connectionString)
  return E.isRight(connected) ? connected.right.credentials : connected.left
}

describe('connect', () => {
  it.each([
    ['esdb://admin:changeit@db.example:2113', { username: 'admin', password: 'changeit' }],
    ['esdb+discover://a%40b:c%3Ad%2Fe@db.example', { username: 'a@b', password: 'c:d/e' }],
    [
      'esdb://admin:changeit@a.example,b.example?tls=false',
      { username: 'admin', password: 'changeit' },
    ],
    ['kurrentdb://admin:changeit@db.example', { username: 'admin', password: 'changeit' }],
    ['kurrentdb+discover://a.example,b.example', null],
    ['esdb://db.example', null],
    ['esdb://db.example?tls=true', null],
  ])('appends as the connection string says: %s', (connectionString, credentials) => {
    expect(credentialsOf(connectionString)).toEqual(credentials)
  })

  it.each(['esdb://127.0.0.1:2113?tls=false', 'esdb://127.0.0.1?connectionName=x&TLS=false'])(
    'appends as nobody where nothing of it is sent: %s',
    (connectionString) => {
      expect(credentialsOf(connectionString)).toEqual({
        username: 'nobody',
        password: 'nothing',
      })
    },
  )

  it.each([
    'http://db.example',
    'esdb://admin:changeit@',
    'esdb://admin:changeit@db.example?tlsCAFile=/no/such/file.pem',
    'esdb://db.example:port',
    'esdb://admin:%zz@db.example',
  ])(
    'says what is wrong with a connection string, without the password: %s',
    (connectionString) => {
      const answer = connect(connectionString)
      expect(answer).toMatchObject(E.left({ _tag: 'NotSupported' }))
      const { operation, reason } =
        E.isLeft(answer) && answer.left._tag === 'NotSupported'
          ? answer.left
          : { operation: '', reason: '' }
      expect(operation).toBe(`connecting to ${withoutPassword(connectionString)}`)
      expect(reason).not.toBe('')
      expect(`${operation}${reason}`).not.toContain('changeit')
    },
  )
})

describe('withoutPassword', () => {
  it.each([
    ['esdb://admin:changeit@db.example?tls=false', 'esdb://admin:***@db.example?tls=false'],
    ['esdb://db.example', 'esdb://db.example'],
    ['esdb+discover://a:b@c', 'esdb+discover://a:***@c'],
    ['Unexpected "x" in esdb://admin:changeit@', 'Unexpected "x" in esdb://admin:***@'],
  ])('%s becomes %s', (connectionString, shown) => {
    expect(withoutPassword(connectionString)).toBe(shown)
  })
})
