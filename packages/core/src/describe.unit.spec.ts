import { decodeError } from './schema/decode'
import { describe as sentence } from './describe'

it.each([
  [[{ path: '', message: 'expected a month' }], 'expected a month'],
  [[{ path: 'id', message: 'missing' }], 'expected an event: id: missing'],
  [
    [
      { path: '', message: 'is no object' },
      { path: 'id', message: 'missing' },
    ],
    'expected an event: ',
  ],
])('says what was expected, unless the fault of the whole value does: %#', (faults, words) => {
  expect(sentence(decodeError('an event', faults)).startsWith(words)).toBe(true)
})
