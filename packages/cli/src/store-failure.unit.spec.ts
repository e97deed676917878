import {
  describe as inWords,
  type Advice,
  type ExecutionError,
  type StoreError,
} from '@kpi-ledger/core'
import { refusalOf } from './placed-failure'
import { executionFailure, storeFailure } from './store-failure'

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

describe('the failure of commands', () => {
  const unavailable: StoreError = { _tag: 'Unavailable', reason: 'refused' }
  const many = { index: null, path: '', message: 'expected at most 9 commands at once, got 10' }
  const unknown = { _tag: 'UnknownContract', contract: 'a', contracts: [] } as const
  const odd: Advice = {
    ...{ advice: 'outside-unit', rule: 'M40', index: 1, sentence: '250 is more than 100 %' },
    ...{ kpi: 'K', period: '2016-05' },
  }
  const placed = refusalOf([{ place: 'a.json:1' }, { place: 'a.json:2' }])

  it.each<[number, string, ExecutionError]>([
    [3, inWords(unavailable), unavailable],
    [2, many.message, { _tag: 'InvalidCommand', faults: [many] }],
  ])('has status %i and needs no place: %s', (status, message, error) => {
    expect(executionFailure(error)).toEqual({ status, message })
    expect(placed(error)).toEqual({ status, message })
  })

  it.each<[string, ExecutionError]>([
    [inWords(unknown), { _tag: 'Refused', index: 1, refusal: unknown, further: [] }],
    [odd.sentence, { _tag: 'AdvisedAgainst', advice: [odd] }],
  ])('is placed where it came from, if there are places: %s', (message, error) => {
    expect(executionFailure(error)).toMatchObject({
      status: 2,
      message: expect.stringContaining(message) as unknown,
    })
    expect(placed(error)).toEqual({ status: 2, message: `a.json:2: ${message}` })
  })
})
