import * as E from 'fp-ts/Either'
import { beyond, leftOf, present, rightOf } from './fixture'

it.each<readonly [string, () => unknown, string]>([
  ['error', () => rightOf(E.left({ _tag: 'Gone' })), 'expected a result, got {"_tag":"Gone"}'],
  ['result', () => leftOf(E.right(7)), 'expected an error, got 7'],
  ['missing value', () => present(undefined), 'expected a value, got none'],
  ['missing position', () => beyond(undefined), 'an event has no position in its store'],
])('an unexpected %s fails a test of a store with what it was', (_, take, message) => {
  expect(take).toThrow(message)
})
