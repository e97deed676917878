import { describe as inWords, type StoreError } from '@kpi-ledger/core'
import { storeFailure } from './store-failure'

const corrupt = (at: string): StoreError => ({
  ...{ _tag: 'Corrupt', stream: null, revision: null, at, reason: 'no JSON' },
})

describe('the failure of a store', () => {
  it.each<[number, StoreError]>([
    [4, { _tag: 'Conflict', stream: 'contract-a', expected: 1, actual: 2 }],
    [4, { _tag: 'IdReused', id: 'a' }],
    [3, { _tag: 'StreamDeleted', stream: 'contract-a' }],
    [3, { _tag: 'BeyondEnd', position: 'C:9/P:9' }],
    [3, { _tag: 'AccessDenied', reason: 'not yours' }],
    [3, { _tag: 'Unavailable', reason: 'refused' }],
    [3, { _tag: 'TimedOut', reason: '10 s' }],
    [3, { _tag: 'TooLarge', limit: 9 }],
    [3, { _tag: 'NotFound', what: 'group a' }],
    [3, { _tag: 'NotSupported', operation: 'writing', reason: 'read-only' }],
    [2, corrupt('row 1')],
    [2, corrupt('line 3')],
  ])('has exit status %i: %j', (status, error) => {
    expect(storeFailure(null)(error)).toEqual({ status, message: inWords(error) })
  })

  it('is placed in the ledger file that was read, as editors and compilers place faults', () => {
    expect(storeFailure('a.ndjson')(corrupt('line 3')).message).toBe('a.ndjson:3: no JSON')
    expect(storeFailure('a.ndjson')(corrupt('its end')).message).toBe('its end: no JSON')
  })
})
