import { AssertionError } from 'node:assert/strict'
import { historySize } from '@kpi-ledger/projections'
import type { EventFixture } from '../events/recorded'
import { givenHistory } from './given-history'

const registered: EventFixture = {
  type: 'ContractRegistered',
  data: { contract: 'ict', title: 'T', authority: 'A', supplier: 'S', yearStart: 4 },
}
const note: EventFixture = { type: 'NoteAdded', data: { period: '2016-04', text: 'checked' } }

test('folds every event, in the stream of the contract it registers', () => {
  const history = givenHistory(registered, note)
  expect(historySize(history)).toBe(2)
  expect(history.contract?.contract).toBe('ict')
  expect(history.notes.onContract.get('2016-04')?.map(({ text }) => text)).toEqual(['checked'])
})

test('refuses events that cannot have happened', () => {
  expect(() => givenHistory(note)).toThrow(AssertionError)
  expect(() => givenHistory(registered, registered)).toThrow(/^given event 1/)
})
