import { givenHistory, type EventFixture } from '@kpi-ledger/testing'
import {
  actual,
  adopted,
  atLeast,
  cardFor,
  corrected,
  defined,
  figureOf,
  kpisOf,
  noted,
  registered,
  revised,
  rowOf,
} from '../fixture.spec'
import type { AsAt } from '../history/as-at'

const before = '2016-05-31T09:00:00.000Z'
const morning = '2016-06-01T09:00:00.000Z'
const evening = '2016-06-01T18:00:00.000Z'
const at = (recordedAt: string, event: EventFixture): EventFixture => ({ ...event, recordedAt })

// Revisions 3 to 10: of each pair recorded at the same instant, one is a fact and one a rule.
const history = givenHistory(
  at(before, registered),
  at(before, adopted('r', '2016-04')),
  at(before, defined('K', 'r', '2016-04', { target: atLeast(80) })),
  at(morning, actual('K', '2016-04', 75)),
  at(morning, revised('K', 'r', '2016-04', atLeast(70))),
  at(morning, noted('2016-04', 'of K', 'K')),
  at(morning, noted('2016-04', 'of the contract')),
  at(evening, corrected('K', '2016-04', 65)),
  at(evening, revised('K', 'r', '2016-04', atLeast(60))),
  at(evening, noted('2016-04', 'later of K', 'K')),
  at(evening, defined('L', 'r', '2016-04')),
)

const seen = (asAt: Partial<AsAt>) => {
  const card = cardFor(history, '2016-04', { asAt })
  const [cell] = rowOf(card)
  return {
    figure: figureOf(cell),
    target: cell?.target,
    notes: cell?.notes,
    contractNotes: card.notes.map(({ text }) => text),
    kpis: kpisOf(card).map(({ kpi }) => kpi),
  }
}

const facts = {
  none: { figure: null, notes: [], contractNotes: [] },
  morning: { figure: 75, notes: ['of K'], contractNotes: ['of the contract'] },
  evening: { figure: 65, notes: ['of K', 'later of K'], contractNotes: ['of the contract'] },
}
const rules = {
  none: { target: 80, kpis: ['K'] },
  morning: { target: 70, kpis: ['K'] },
  evening: { target: 60, kpis: ['K', 'L'] },
}

test.each<[string, Partial<AsAt>, object]>([
  ['no limit', {}, { ...facts.evening, ...rules.evening }],
  ['asAt the evening', { facts: evening, rules: evening }, { ...facts.evening, ...rules.evening }],
  [
    'asAt a millisecond earlier',
    { facts: '2016-06-01T17:59:59.999Z', rules: '2016-06-01T17:59:59.999Z' },
    { ...facts.morning, ...rules.morning },
  ],
  ['asAt the morning', { facts: morning, rules: morning }, { ...facts.morning, ...rules.morning }],
  ['asAt the day before', { facts: before, rules: before }, { ...facts.none, ...rules.none }],
  ['factsAsAt alone', { facts: before }, { ...facts.none, ...rules.evening }],
  ['rulesAsAt alone', { rules: before }, { ...facts.evening, ...rules.none }],
  ['facts before rules', { facts: before, rules: morning }, { ...facts.none, ...rules.morning }],
  [
    'rules before facts',
    { facts: evening, rules: morning },
    { ...facts.evening, ...rules.morning },
  ],
  [
    'atRevision in the middle of an instant',
    { revision: 3 },
    { ...facts.morning, ...rules.none, notes: [], contractNotes: [] },
  ],
  [
    'atRevision with factsAsAt',
    { facts: morning, revision: 8 },
    { ...facts.morning, target: 60, kpis: ['K'] },
  ],
  [
    'atRevision with rulesAsAt',
    { rules: before, revision: 7 },
    { figure: 65, notes: ['of K'], contractNotes: ['of the contract'], ...rules.none },
  ],
  [
    'atRevision with asAt, the revision first',
    { facts: evening, rules: evening, revision: 3 },
    { figure: 75, notes: [], contractNotes: [], ...rules.none },
  ],
  [
    'atRevision with asAt, the instant first',
    { facts: before, rules: before, revision: 9 },
    { ...facts.none, ...rules.none },
  ],
])('M20, M21 %s', (_, asAt, expected) => {
  expect(seen(asAt)).toEqual(expected)
})

test('wire format: the scorecard says as at when it was asked', () => {
  const asAt = { facts: morning, rules: evening, revision: 8 }
  expect(cardFor(history, '2016-04', { asAt }).asAt).toEqual(asAt)
})
