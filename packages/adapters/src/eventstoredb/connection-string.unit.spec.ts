import * as E from 'fp-ts/Either'
import { parseConnectionString } from './connection-string'

const AT = 'esdb://admin:changeit@host'

const faultsIn = (text: string): ReadonlyArray<string> => {
  const parsed = parseConnectionString(text)
  return E.isLeft(parsed) ? parsed.left : []
}

it.each([
  [`${AT}?connectionName=%zz`, ['connectionName: expected percent-encoded text']],
  [`${AT}?connectionName=`, ['connectionName: expected percent-encoded text']],
  [`${AT}?tls=true&TLS=false`, ['tls: is given twice']],
  [
    `${AT}?tlsCAFile=a&tls_ca_file=b&tls=maybe`,
    ['tlsCAFile: is given twice', 'tls: expected true or false'],
  ],
  [`${AT}?userKeyFile=%2Fetc%2Fkey`, ['userCertFile and userKeyFile: expected both or neither']],
  [`${AT}?userKeyFile=k&userCertFile=c&connectionName=a%20b`, []],
])('says everything that is wrong with %s', (text, faults) => {
  expect(faultsIn(text)).toEqual(faults)
})
