import * as E from 'fp-ts/Either'
import { connect } from './connect'

const credentialsOf = (connectionString: string) => {
  const connected = connect(connectionString)
  if (E.isLeft(connected)) return connected.left
  const { credentials } = connected.right
  return credentials && { username: credentials.username, password: credentials.password }
}

describe('connect', () => {
  it.each([
    ['esdb://admin:changeit@db.example:2113', { username: 'admin', password: 'changeit' }],
    ['esdb+discover://a%40b:c%3Ad%2Fe@db.example', { username: 'a@b', password: 'c:d/e' }],
    ['esdb://a:b@c@db.example', { username: 'a', password: 'b@c' }],
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

  it.each([
    ['certificate', 'missing.pem', __filename],
    ['key', __filename, 'missing.pem'],
  ])('is refused if the file of the user’s %s is missing', (_, certificate, key) => {
    const answer = connect(`esdb://db.example?userCertFile=${certificate}&userKeyFile=${key}`)
    const reason = "ENOENT: no such file or directory, open 'missing.pem'"
    expect(answer).toMatchObject(E.left({ _tag: 'NotSupported', reason }))
  })

  it.each(['esdb://127.0.0.1:2113?tls=false', 'esdb://127.0.0.1?connectionName=x&TLS=false'])(
    'appends as nobody if no credentials are sent: %s',
    (connectionString) => {
      expect(credentialsOf(connectionString)).toEqual({
        username: 'nobody',
        password: 'nothing',
      })
    },
  )
})
