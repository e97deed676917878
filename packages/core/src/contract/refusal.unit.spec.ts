import { describe as sentence } from '../describe'
import type { Refusal, Stale } from './refusal'

const stale: Stale = {
  ...{ _tag: 'Stale', kpi: null, period: null, seen: 4 },
  change: {
    ...{ id: 'i', revision: 6, type: 'RegimeAdopted', actor: null, outcome: null },
    recordedAt: '2016-06-10T09:00:00.000Z',
  },
}
const note = { ...stale.change, type: 'NoteAdded', actor: 'Ada' }
const figure = { ...note, type: 'ActualRecorded', outcome: { kind: 'measured', value: 3 } as const }

it.each<readonly [string, Stale, string, string]>([
  [
    'a contract',
    stale,
    'the contract',
    'RegimeAdopted at revision 6, recorded at 2016-06-10T09:00:00.000Z without an actor',
  ],
  [
    'a period',
    { ...stale, period: '2016-04', change: note },
    '2016-04',
    'NoteAdded at revision 6, recorded at 2016-06-10T09:00:00.000Z by Ada',
  ],
  [
    'a KPI',
    { ...stale, kpi: 'A' },
    'KPI "A"',
    'RegimeAdopted at revision 6, recorded at 2016-06-10T09:00:00.000Z without an actor',
  ],
  [
    'a figure',
    { ...stale, kpi: 'A', period: '2016-04', change: figure },
    'KPI "A" for 2016-04',
    'ActualRecorded at revision 6, recorded at 2016-06-10T09:00:00.000Z by Ada (now 3)',
  ],
])('M39 says that %s changed, and how', (_, refusal, about, how) => {
  expect(sentence(refusal)).toBe(
    `${about} has changed since revision 4, which the command is based on: ${how}; look at it and send the command again, based on revision 6`,
  )
})

it.each<readonly [Refusal, string]>([
  [
    { _tag: 'UnknownContract', contract: 'pspp', contracts: ['ict', 'pssp'] },
    'no contract "pspp" is registered; did you mean "pssp"? There are "ict" and "pssp"',
  ],
  [
    { _tag: 'AlreadyWithdrawn', event: 'e', by: 5 },
    'event e has already been withdrawn, by revision 5',
  ],
  [
    { _tag: 'RevisionNotReached', expectedRevision: 7, size: 1 },
    'the command is based on revision 7, but the contract has only 1 event: it was written for another ledger',
  ],
  [
    { _tag: 'RevisionNotReached', expectedRevision: 7, size: 6 },
    'the command is based on revision 7, but the contract has only 6 events: it was written for another ledger',
  ],
  [
    { _tag: 'CorrectsAnother', corrects: 'e', kpi: 'A', period: '2016-04' },
    'event e, which the command says it corrects, gave no figure of KPI "A" for 2016-04',
  ],
  [
    { _tag: 'IdTaken', id: 'e', type: 'NoteAdded', revision: 6 },
    'id e is already used for another command: see NoteAdded at revision 6',
  ],
])('a refusal says why: $0._tag', (refusal, words) => {
  expect(sentence(refusal)).toBe(words)
})
