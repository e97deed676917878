import { describe as sentence } from '../describe'
import type { Stale } from './refusal'

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
  ['a contract', stale, 'the contract', 'RegimeAdopted at revision 6'],
  ['a period', { ...stale, period: '2016-04', change: note }, '2016-04', 'by Ada;'],
  ['a KPI', { ...stale, kpi: 'A' }, 'KPI "A"', 'without an actor;'],
  [
    'a figure',
    { ...stale, kpi: 'A', period: '2016-04', change: figure },
    'KPI "A" for 2016-04',
    'by Ada (now 3);',
  ],
])('M39 says that %s changed, and how', (_, refusal, about, how) => {
  const said = sentence(refusal)
  expect(said).toMatch(
    new RegExp(`^${about} has changed since revision 4, which the command is based on: `),
  )
  expect(said).toContain(how)
})
