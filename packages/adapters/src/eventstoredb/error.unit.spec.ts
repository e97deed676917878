import type { StoreError } from '@kpi-ledger/core'
import { isConflict, isNotFound, isTransient, storeError } from './error'

/** Errors as the client throws them: the type says which; the message may be empty or missing. */
const clientError = (fields: object, message = 'why'): Error =>
  Object.assign(new Error(message), fields)

it('leaves out a note that gRPC announces but does not give', () => {
  const message = '14 UNAVAILABLE: No connection established. Last error: x. Resolution note: '
  const reason = '14 UNAVAILABLE: No connection established. Last error: x'
  expect(storeError(clientError({ code: 14 }, message))).toEqual({ _tag: 'Unavailable', reason })
  expect(storeError(clientError({ type: 'unavailable' }, ' Resolution note: '))).toEqual({
    _tag: 'Unavailable',
    reason: 'unavailable',
  })
})

describe('storeError', () => {
  it.each<readonly [object, StoreError]>([
    [
      { type: 'timeout', code: 10 },
      { _tag: 'TimedOut', reason: 'why' },
    ],
    [
      { type: 'deadline-exceeded', code: 4 },
      { _tag: 'TimedOut', reason: 'why' },
    ],
    [
      { type: 'unavailable', code: 14 },
      { _tag: 'Unavailable', reason: 'why' },
    ],
    [
      { type: 'cancelled', code: 1 },
      { _tag: 'Unavailable', reason: 'why' },
    ],
    [
      { type: 'not-leader', code: 5 },
      { _tag: 'Unavailable', reason: 'why' },
    ],
    [
      { type: 'access-denied', code: 7 },
      { _tag: 'AccessDenied', reason: 'why' },
    ],
    [
      { type: 'stream-deleted', streamName: 's' },
      { _tag: 'StreamDeleted', stream: 's' },
    ],
    [
      { type: 'maximum-append-size-exceeded', maxAppendSize: 1_048_576 },
      { _tag: 'TooLarge', limit: 1_048_576 },
    ],
    [{ type: 'maximum-append-size-exceeded' }, { _tag: 'TooLarge', limit: 0 }],
    [{ type: 'stream-deleted' }, { _tag: 'StreamDeleted', stream: '$all' }],
    [
      { type: 'unknown', code: 4 },
      { _tag: 'TimedOut', reason: 'why' },
    ],
    [
      { type: 'unknown', code: 7 },
      { _tag: 'AccessDenied', reason: 'why' },
    ],
    [
      { type: 'unknown', code: 10 },
      { _tag: 'TimedOut', reason: 'why' },
    ],
    [
      { type: 'unknown', code: 2 },
      { _tag: 'Unavailable', reason: 'why' },
    ],
    [
      { type: 'unknown', code: 3 },
      { _tag: 'NotSupported', operation: 'this request', reason: 'why' },
    ],
    [{ type: 'unsupported' }, { _tag: 'NotSupported', operation: 'this request', reason: 'why' }],
    [{ code: 14 }, { _tag: 'Unavailable', reason: 'why' }],
    [{ code: 4 }, { _tag: 'TimedOut', reason: 'why' }],
    [{ code: 16 }, { _tag: 'AccessDenied', reason: 'why' }],
    [{ code: 12 }, { _tag: 'NotSupported', operation: 'this request', reason: 'why' }],
    [{}, { _tag: 'Unavailable', reason: 'why' }],
  ])('goes by the type, else by the gRPC code: %j', (fields, expected) => {
    expect(storeError(clientError(fields))).toEqual(expected)
  })

  it('has a message even if the client gives none', () => {
    expect(storeError(clientError({ type: 'timeout' }, ''))).toEqual({
      _tag: 'TimedOut',
      reason: 'timeout',
    })
    expect(storeError(new Error(''))).toEqual({ _tag: 'Unavailable', reason: 'no reason given' })
  })

  it('accepts anything that was thrown', () => {
    for (const thrown of ['text', null, undefined, 7])
      expect(storeError(thrown)).toEqual({ _tag: 'Unavailable', reason: String(thrown) })
  })
})

it('recognises a conflict, a missing stream and transient errors', () => {
  expect(isConflict(clientError({ type: 'wrong-expected-version' }, ''))).toBe(true)
  expect(isConflict(clientError({ type: 'timeout' }))).toBe(false)
  expect(isNotFound(clientError({ type: 'stream-not-found' }))).toBe(true)
  expect(isNotFound(clientError({ type: 'not-leader', code: 5 }))).toBe(false)
  expect(isTransient({ _tag: 'Unavailable', reason: '' })).toBe(true)
  expect(isTransient({ _tag: 'TimedOut', reason: '' })).toBe(true)
  expect(isTransient({ _tag: 'AccessDenied', reason: '' })).toBe(false)
})
