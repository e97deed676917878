import { arbitraryLedger, fc, recorded } from '@kpi-ledger/testing'
import type { RecordedEvent } from '../events/envelope'
import { eventTypes } from '../events/registry'
import { drawnUntil } from '../../../../scripts/jest/drawn-until'
import { inOrder } from '../../../../scripts/jest/in-order'
import { addToHistory, foldHistory } from './fold'
import { rollBack } from './roll-back'

const expectTakenBack = (events: ReadonlyArray<RecordedEvent>, size: number): void => {
  const history = foldHistory(events.slice(0, size))
  const rest = events.slice(size)
  for (const event of rest) addToHistory(history, event)
  rollBack(history, rest)
  expect(inOrder(history)).toBe(inOrder(foldHistory(events.slice(0, size))))
  for (const event of rest) addToHistory(history, event)
  expect(inOrder(history)).toBe(inOrder(foldHistory(events)))
}

const scheme = {
  bands: [{ code: 'met', label: 'Met', grade: 'good', when: 'otherwise' }],
  notRated: { code: 'none', label: 'None' },
} as const
const target = { comparator: '>=', value: 90 } as const
const outcome = { kind: 'measured', value: 95 } as const
const [regime, kpi, period, reason] = ['r', 'K', '2016-04', 'so it is']

const noteId = recorded(
  'c',
  Array.from({ length: 7 }, () => ({
    type: 'NoteAdded' as const,
    data: { period, text: 'one' },
  })),
).at(6)?.id

/**
 * Publications, and a second one of every event that adds to the first, since few random ledgers
 * have both.
 */
const everything = recorded('c', [
  {
    type: 'ContractRegistered',
    data: { contract: 'c', title: 'T', authority: 'A', supplier: 'S', yearStart: 4 },
  },
  { type: 'RegimeAdopted', data: { regime, title: 'T', effectiveFrom: '2016-04', scheme } },
  {
    type: 'KPIDefined',
    data: {
      ...{ regime, kpi, description: 'D', serviceArea: 'A', frequency: 'monthly' },
      ...{ unit: 'percent', effectiveFrom: '2016-04', target },
    },
  },
  { type: 'ActualRecorded', data: { kpi, period, outcome } },
  { type: 'ActualCorrected', data: { kpi, period, outcome, reason } },
  { type: 'ActualCorrected', data: { kpi, period, outcome, reason } },
  { type: 'NoteAdded', data: { kpi, period, text: 'one' } },
  { type: 'NoteAdded', data: { period, text: 'two' } },
  { type: 'NoteAdded', data: { kpi, period, text: 'three' } },
  { type: 'TargetRevised', data: { regime, kpi, effectiveFrom: '2016-05', target } },
  {
    type: 'ScorecardPublished',
    data: {
      ...{ regime, period, form: 1, scorecardDigest: '0'.repeat(64) },
      ...{ size: 10, root: '0'.repeat(64) },
    },
  },
  { type: 'ContractAmended', data: { supplier: 'S2', reason } },
  { type: 'RegimeAmended', data: { regime, title: 'T2', reason } },
  { type: 'DefinitionRevised', data: { regime, kpi, effectiveFrom: '2016-05', decimals: 1 } },
  { type: 'RatingPrinted', data: { kpi, period, label: 'Met' } },
  { type: 'RatingDecided', data: { regime, kpi, period, code: 'met', reason } },
  { type: 'RatingDecided', data: { regime, kpi, period, code: 'none', reason } },
  { type: 'EventWithdrawn', data: { event: noteId ?? '', reason } },
  { type: 'KPIRetired', data: { regime, kpi, effectiveFrom: '2016-06', reason } },
])

describe('rollBack', () => {
  it('is tried with every type of event', () => {
    const missing = new Set<string>(eventTypes)
    const leave = (events: ReadonlyArray<RecordedEvent>): void => {
      for (const { type } of events) missing.delete(type)
    }
    leave(everything)
    drawnUntil(arbitraryLedger(), 20_000, (ledgers) => {
      leave(ledgers.flat())
      return missing.size === 0
    })
    expect([...missing]).toEqual([])
  })

  it('restores a history to what it was before its last events, however many', () => {
    for (let size = 0; size <= everything.length; size++) expectTakenBack(everything, size)
  })

  it('does so for any contract', () => {
    fc.assert(
      fc.property(arbitraryLedger(), fc.nat(), (events, n) => {
        expectTakenBack(events, n % (events.length + 1))
      }),
    )
  })
})
